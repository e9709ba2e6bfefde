using System.Text.Json;

namespace Chat.Testing.Quirks;

/// <summary>What a correct client reads: the whole result or, beside an error, the part that had come.</summary>
public sealed record QuirkResult
{
    /// <summary>The id; null when it is not looked at.</summary>
    public string? Id { get; init; }

    /// <summary>The model; null when it is not looked at.</summary>
    public string? Model { get; init; }

    /// <summary>The time of making, in Unix seconds; null when it is not looked at.</summary>
    public long? Created { get; init; }

    /// <summary>The choices, by index.</summary>
    public required IReadOnlyList<QuirkChoice> Choices { get; init; }

    /// <summary>The outcome's wire word, such as <c>tool_calls</c>; null when it is not looked at.</summary>
    public string? Outcome { get; init; }

    /// <summary>The usage; null when it is not looked at.</summary>
    public QuirkUsage? Usage { get; init; }

    /// <summary>Texts each of which some warning of the result contains.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Values that the result, written as JSON, still holds: a path of names and indexes joined by dots, such as
    /// <c>choices.0.message.extra_content</c>, to the value.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Survives { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Values that some chunk of the stream, written as JSON, still holds: a path as in <see cref="Survives"/> to the value.</summary>
    public IReadOnlyDictionary<string, JsonElement> SurvivesOnChunk { get; init; } =
        new Dictionary<string, JsonElement>();
}
