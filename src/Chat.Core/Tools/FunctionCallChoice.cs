using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Tools;

/// <summary>
/// Which of the deprecated <c>functions</c> is called: a word (<c>none</c>, <c>auto</c>) or one function.
/// Source: OpenAI chat completions specification 2.3.0, <c>function_call</c>.
/// </summary>
[JsonConverter(typeof(FunctionCallChoiceConverter))]
public sealed record FunctionCallChoice
{
    /// <summary>A choice by a word.</summary>
    /// <param name="mode">The word, <c>none</c> or <c>auto</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="mode"/> is null or white space.</exception>
    public FunctionCallChoice(string mode)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mode);
        Mode = mode;
    }

    /// <summary>A choice of one function.</summary>
    /// <param name="function">The function.</param>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public FunctionCallChoice(NamedTool function)
    {
        ArgumentNullException.ThrowIfNull(function);
        Function = function;
    }

    /// <summary>The word; null when a function is named.</summary>
    public string? Mode { get; }

    /// <summary>The function; null when the choice is a word.</summary>
    public NamedTool? Function { get; }
}
