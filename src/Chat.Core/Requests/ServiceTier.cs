using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>The class of service that a request asks for, or that an answer was made with. An open vocabulary.
/// Source: OpenAI chat completions specification 2.3.0, <c>service_tier</c>.</summary>
[JsonConverter(typeof(OpenVocabularyConverter<ServiceTier>))]
public readonly record struct ServiceTier : IOpenVocabulary<ServiceTier>
{
    private readonly string? _value;

    /// <summary>Makes a value from its wire text.</summary>
    /// <param name="value">The wire text, such as <c>auto</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or white space.</exception>
    public ServiceTier(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>As the project is set up.</summary>
    public static ServiceTier Auto { get; } = new("auto");

    /// <summary>The standard price and speed.</summary>
    public static ServiceTier Default { get; } = new("default");

    /// <summary>Cheaper and slower.</summary>
    public static ServiceTier Flex { get; } = new("flex");

    /// <summary>Bought capacity.</summary>
    public static ServiceTier Scale { get; } = new("scale");

    /// <summary>Dearer and faster.</summary>
    public static ServiceTier Priority { get; } = new("priority");

    /// <summary>The fastest.</summary>
    public static ServiceTier Fast { get; } = new("fast");

    /// <summary>The wire text. The default value of the type reads as <c>auto</c>.</summary>
    public string Value => _value ?? "auto";

    /// <inheritdoc/>
    public static ServiceTier FromWire(string value) => new(value);

    /// <summary>Compares the wire texts, case-sensitively.</summary>
    public bool Equals(ServiceTier other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>The wire text.</summary>
    public override string ToString() => Value;
}
