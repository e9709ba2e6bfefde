using System.Text;
using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>
/// Gathers content. It is one text, until a part comes that is neither plain text nor plain thinking (a reference, an image): from then
/// on it is a list of parts, with neighbouring texts as one part.
/// </summary>
internal sealed class ContentAccumulator
{
    private StringBuilder? _text;
    private List<ContentPart>? _parts;

    /// <summary>Adds a chunk's share.</summary>
    /// <param name="delta">The delta.</param>
    public void Add(ChatDelta delta)
    {
        if (delta.ContentParts is not { } parts)
        {
            TextPieces.Append(ref _text, delta.Content);
            return;
        }

        foreach (var part in parts)
        {
            if (IsPlainText(part))
            {
                TextPieces.Append(ref _text, part.Text);
            }
            else if (!IsPlainThinking(part))
            {
                CloseText();
                (_parts ??= []).Add(part);
            }
        }
    }

    /// <summary>The content as gathered so far; null when there is none.</summary>
    public MessageContent? ToContent() =>
        _parts is null ? _text?.ToString()
        : _text is null or { Length: 0 } ? new MessageContent([.. _parts])
        : new MessageContent([.. _parts, ContentPart.FromText(_text.ToString())]);

    /// <summary>True for a thinking part whose text the reasoning takes up whole, so that the content need not keep it.</summary>
    /// <param name="part">The part.</param>
    public static bool IsPlainThinking(ContentPart part) =>
        part is { Thinking: not null, Text: null } && part.Thinking.All(IsPlainText);

    private static bool IsPlainText(ContentPart part) =>
        part is { Type: "text", Text: not null, PromptCacheBreakpoint: null, ExtensionData: null or { Count: 0 } };

    private void CloseText()
    {
        if (_text is { Length: > 0 })
        {
            (_parts ??= []).Add(ContentPart.FromText(_text.ToString()));
            _text.Clear();
        }
    }
}
