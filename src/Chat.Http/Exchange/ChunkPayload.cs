using Chat.Core.Streaming;

namespace Chat.Http.Exchange;

/// <summary>Tells chunks that bring something of an answer from those that only say that it goes on.</summary>
internal static class ChunkPayload
{
    /// <summary>
    /// True for text, reasoning, a piece of a tool call, an end, a count of tokens, an error, or a field that is not known; false for a role
    /// alone, an empty delta, or a report ahead of the answer such as Azure's on the prompt.
    /// </summary>
    /// <param name="chunk">The chunk.</param>
    public static bool IsIn(ChatCompletionChunk chunk)
    {
        var choices = chunk.Choices;
        for (var at = 0; at < choices.Count; at++)
        {
            var choice = choices[at];
            if (choice.FinishReason is not null || choice.Logprobs is not null || IsIn(choice.Delta))
            {
                return true;
            }
        }

        return chunk.Usage is not null || chunk.Outcome is not null;
    }

    private static bool IsIn(ChatDelta delta) =>
        delta.Content is { Length: > 0 }
        || delta.ContentParts is { Count: > 0 }
        || delta.Reasoning is { Length: > 0 }
        || delta.Refusal is { Length: > 0 }
        || delta.ToolCalls is { Count: > 0 }
        || delta.FunctionCall is not null
        || delta.Audio is not null
        || delta.Annotations is { Count: > 0 }
        || delta.ExtensionData is { Count: > 0 };
}
