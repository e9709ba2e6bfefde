using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>
/// The author of a message. An open vocabulary: a role this library does not know survives reading and writing unchanged.
/// Source: OpenAI chat completions specification 2.3.0, <c>messages[].role</c>.
/// </summary>
[JsonConverter(typeof(OpenVocabularyConverter<ChatRole>))]
public readonly record struct ChatRole : IOpenVocabulary<ChatRole>
{
    private readonly string? _value;

    /// <summary>Makes a role from its wire text.</summary>
    /// <param name="value">The wire text, such as <c>user</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or white space.</exception>
    public ChatRole(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>Instructions from the developer of an application; replaces <c>system</c> for newer models.</summary>
    public static ChatRole Developer { get; } = new("developer");

    /// <summary>Instructions that hold for the whole conversation.</summary>
    public static ChatRole System { get; } = new("system");

    /// <summary>What a person or a script asks.</summary>
    public static ChatRole User { get; } = new("user");

    /// <summary>What the model answered.</summary>
    public static ChatRole Assistant { get; } = new("assistant");

    /// <summary>The result of a tool call.</summary>
    public static ChatRole Tool { get; } = new("tool");

    /// <summary>The result of a function call; deprecated in favour of <see cref="Tool"/>, kept for old conversations.</summary>
    public static ChatRole Function { get; } = new("function");

    /// <summary>The wire text. The default value of the type reads as <c>user</c>.</summary>
    public string Value => _value ?? "user";

    /// <inheritdoc/>
    public static ChatRole FromWire(string value) => new(value);

    /// <summary>Compares the wire texts, case-sensitively.</summary>
    public bool Equals(ChatRole other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>The wire text.</summary>
    public override string ToString() => Value;
}
