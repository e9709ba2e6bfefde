using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>The content of a message: either one string or a list of parts, written back in the form it was read in.</summary>
[JsonConverter(typeof(MessageContentConverter))]
public sealed record MessageContent
{
    /// <summary>Content that is one string.</summary>
    /// <param name="text">The text; may be empty.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public MessageContent(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>Content that is a list of parts.</summary>
    /// <param name="parts">The parts, in order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parts"/> is null.</exception>
    public MessageContent(IReadOnlyList<ContentPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Parts = parts;
    }

    /// <summary>The string form; null when the content is a list of parts.</summary>
    public string? Text { get; }

    /// <summary>The list form; null when the content is one string.</summary>
    public IReadOnlyList<ContentPart>? Parts { get; }

    /// <summary>Wraps a string.</summary>
    /// <param name="text">The text; null stays null.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator MessageContent?(string? text) => text is null ? null : new MessageContent(text);

    /// <summary>Wraps a string; the named form of the conversion operator.</summary>
    /// <param name="text">The text; null stays null.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static MessageContent? FromString(string? text) => text;

    /// <summary>All text of the content: the string, or the text parts joined by line feeds.</summary>
    public override string ToString() =>
        Text ?? string.Join('\n', Parts!.Where(part => part.Text is not null).Select(part => part.Text));
}
