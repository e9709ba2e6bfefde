using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Http.Exchange;

/// <summary>Follows which choices of a stream have begun and which have said why they ended.</summary>
/// <param name="expected">How many choices were asked for.</param>
internal sealed class ChoiceEnds(int expected)
{
    // Indexes beyond the most choices a request may have are refused by the accumulator before they come here.
    private readonly bool[] _ended = new bool[ChatCompletionRequestChecks.MaxChoices];
    private readonly bool[] _begun = new bool[ChatCompletionRequestChecks.MaxChoices];
    private int _begunCount;
    private int _endedCount;

    /// <summary>True when as many choices as were asked for have ended.</summary>
    public bool AllEnded => _endedCount >= expected;

    /// <summary>True when every choice that began has ended, and one has begun.</summary>
    public bool IsWhole => _endedCount > 0 && _endedCount == _begunCount;

    /// <summary>How many choices have ended.</summary>
    public int Count => _endedCount;

    /// <summary>True when a choice has begun.</summary>
    public bool HasBegun => _begunCount > 0;

    /// <summary>Takes the next chunk.</summary>
    /// <param name="chunk">The chunk; its indexes are in range.</param>
    public void Add(ChatCompletionChunk chunk)
    {
        var choices = chunk.Choices;
        for (var at = 0; at < choices.Count; at++)
        {
            var choice = choices[at];
            Set(_begun, choice.Index, ref _begunCount);
            if (choice.FinishReason is not null)
            {
                Set(_ended, choice.Index, ref _endedCount);
            }
        }
    }

    private static void Set(bool[] marks, int index, ref int count)
    {
        if (!marks[index])
        {
            marks[index] = true;
            count++;
        }
    }
}
