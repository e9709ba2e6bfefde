using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Completions;

/// <summary>
/// Why a model stopped, in the server's own word. An open vocabulary: servers add words of their own
/// (<c>model_length</c>, <c>abort</c>, …) and each survives a round trip. <see cref="CompletionOutcome"/> is the closed reading of it.
/// Source: OpenAI chat completions specification 2.3.0, <c>choices[].finish_reason</c>.
/// </summary>
[JsonConverter(typeof(OpenVocabularyConverter<FinishReason>))]
public readonly record struct FinishReason : IOpenVocabulary<FinishReason>
{
    private readonly string? _value;

    /// <summary>Makes a finish reason from its wire text.</summary>
    /// <param name="value">The wire text, such as <c>stop</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or white space.</exception>
    public FinishReason(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>The model ended its turn, or a stop string came up.</summary>
    public static FinishReason Stop { get; } = new("stop");

    /// <summary>The token limit of the request, or the context window, was reached.</summary>
    public static FinishReason Length { get; } = new("length");

    /// <summary>The model asks for tools to be called.</summary>
    public static FinishReason ToolCalls { get; } = new("tool_calls");

    /// <summary>A filter left content out.</summary>
    public static FinishReason ContentFilter { get; } = new("content_filter");

    /// <summary>The model asks for a function to be called; deprecated in favour of <see cref="ToolCalls"/>.</summary>
    public static FinishReason FunctionCall { get; } = new("function_call");

    /// <summary>The wire text. The default value of the type reads as <c>stop</c>.</summary>
    public string Value => _value ?? "stop";

    /// <inheritdoc/>
    public static FinishReason FromWire(string value) => new(value);

    /// <summary>Compares the wire texts, case-sensitively.</summary>
    public bool Equals(FinishReason other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>The wire text.</summary>
    public override string ToString() => Value;
}
