using System.Text;
using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>
/// Gathers the reasoning under the wire names that it came by, so that it is sent back under them. Some proxies send one text under two
/// names in each chunk: both are kept, and the text is not doubled. Where the name changes on the way, the first one holds.
/// </summary>
internal sealed class ReasoningAccumulator
{
    private StringBuilder? _reasoningContent;
    private StringBuilder? _reasoning;
    private StringBuilder? _thinking;

    /// <summary>Adds a chunk's share.</summary>
    /// <param name="delta">The delta.</param>
    public void Add(ChatDelta delta)
    {
        if (delta.Reasoning is not { } text)
        {
            return;
        }

        if (_reasoningContent is null && _reasoning is null && _thinking is null)
        {
            TextPieces.Append(ref _reasoningContent, delta.ReasoningContentField);
            TextPieces.Append(ref _thinking, delta.ThinkingField);
            TextPieces.Append(ref _reasoning, delta.ReasoningField);
            if (_reasoningContent is null && _reasoning is null && _thinking is null)
            {
                // Thinking parts of the content have no name of their own outside it.
                TextPieces.Append(ref _reasoning, text);
            }
        }
        else
        {
            _reasoningContent?.Append(delta.ReasoningContentField ?? text);
            _reasoning?.Append(delta.ReasoningField ?? text);
            _thinking?.Append(delta.ThinkingField ?? text);
        }
    }

    /// <summary>A message with the reasoning as gathered so far.</summary>
    /// <param name="message">The message to put it in.</param>
    public ChatMessage Into(ChatMessage message) =>
        message with
        {
            ReasoningContentField = _reasoningContent?.ToString(),
            ReasoningField = _reasoning?.ToString(),
            ThinkingField = _thinking?.ToString(),
        };
}
