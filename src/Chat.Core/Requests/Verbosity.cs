using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>How long an answer is to be. An open vocabulary.
/// Source: OpenAI chat completions specification 2.3.0, <c>verbosity</c>.</summary>
[JsonConverter(typeof(OpenVocabularyConverter<Verbosity>))]
public readonly record struct Verbosity : IOpenVocabulary<Verbosity>
{
    private readonly string? _value;

    /// <summary>Makes a value from its wire text.</summary>
    /// <param name="value">The wire text, such as <c>medium</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or white space.</exception>
    public Verbosity(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>Short answers.</summary>
    public static Verbosity Low { get; } = new("low");

    /// <summary>The default.</summary>
    public static Verbosity Medium { get; } = new("medium");

    /// <summary>Long answers.</summary>
    public static Verbosity High { get; } = new("high");

    /// <summary>The wire text. The default value of the type reads as <c>medium</c>.</summary>
    public string Value => _value ?? "medium";

    /// <inheritdoc/>
    public static Verbosity FromWire(string value) => new(value);

    /// <summary>Compares the wire texts, case-sensitively.</summary>
    public bool Equals(Verbosity other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>The wire text.</summary>
    public override string ToString() => Value;
}
