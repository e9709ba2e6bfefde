using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>How much a model reasons before it answers. An open vocabulary: servers add and clamp words.
/// Source: OpenAI chat completions specification 2.3.0, <c>reasoning_effort</c>.</summary>
[JsonConverter(typeof(OpenVocabularyConverter<ReasoningEffort>))]
public readonly record struct ReasoningEffort : IOpenVocabulary<ReasoningEffort>
{
    private readonly string? _value;

    /// <summary>Makes a value from its wire text.</summary>
    /// <param name="value">The wire text, such as <c>medium</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or white space.</exception>
    public ReasoningEffort(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>No reasoning.</summary>
    public static ReasoningEffort None { get; } = new("none");

    /// <summary>The least reasoning.</summary>
    public static ReasoningEffort Minimal { get; } = new("minimal");

    /// <summary>Little reasoning.</summary>
    public static ReasoningEffort Low { get; } = new("low");

    /// <summary>The default of most models.</summary>
    public static ReasoningEffort Medium { get; } = new("medium");

    /// <summary>Much reasoning.</summary>
    public static ReasoningEffort High { get; } = new("high");

    /// <summary>More than high, where the model has it.</summary>
    public static ReasoningEffort XHigh { get; } = new("xhigh");

    /// <summary>All the model can do.</summary>
    public static ReasoningEffort Max { get; } = new("max");

    /// <summary>The wire text. The default value of the type reads as <c>medium</c>.</summary>
    public string Value => _value ?? "medium";

    /// <inheritdoc/>
    public static ReasoningEffort FromWire(string value) => new(value);

    /// <summary>Compares the wire texts, case-sensitively.</summary>
    public bool Equals(ReasoningEffort other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>The wire text.</summary>
    public override string ToString() => Value;
}
