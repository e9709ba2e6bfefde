using System.Globalization;
using Chat.Core.Errors;
using Chat.Core.Tools;

namespace Chat.Core.Streaming;

/// <summary>
/// Gathers the tool calls of one choice, at most <see cref="MaxCalls"/>. <see cref="ToolCallMatch"/> finds the call that a delta belongs
/// to; here are their order and their ids.
/// </summary>
internal sealed class ToolCallsAccumulator
{
    /// <summary>The most tool calls of one choice.</summary>
    public const int MaxCalls = 1024;

    private readonly List<ToolCallAccumulator> _calls = [];

    // Where the chunk that last opened a call put its first delta: deltas with neither index nor id are told apart by their place.
    private int _lastRow;

    /// <summary>Adds a chunk's deltas.</summary>
    /// <param name="deltas">The deltas, in order.</param>
    /// <exception cref="ChatException">There are more than <see cref="MaxCalls"/> calls: kind <see cref="ChatErrorKind.Protocol"/>.</exception>
    public void Add(IReadOnlyList<ToolCallDelta> deltas)
    {
        var before = _calls.Count;
        var row = _lastRow;
        for (var place = 0; place < deltas.Count; place++)
        {
            var delta = deltas[place];
            var atPlace = deltas.Count > 1 && row + place < before ? _calls[row + place] : null;
            (ToolCallMatch.Find(_calls, before, delta, atPlace) ?? Open()).Add(delta);
        }

        _lastRow = _calls.Count > before ? before : _lastRow;
    }

    /// <summary>The calls as gathered so far, by the server's index where it gave each its own, else as they came.</summary>
    public IReadOnlyList<ToolCall> ToToolCalls()
    {
        var taken = _calls.Select(call => call.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.Ordinal);
        var hasOwnIndexes =
            _calls.TrueForAll(call => call.FirstIndex is not null)
            && _calls.DistinctBy(call => call.FirstIndex).Count() == _calls.Count;
        var calls = new List<ToolCall>(_calls.Count);
        for (var place = 0; place < _calls.Count; place++)
        {
            calls.Add(_calls[place].ToToolCall(IdOf(_calls[place], place, taken, given)));
        }

        return hasOwnIndexes
            ? [.. calls.Zip(_calls).OrderBy(pair => pair.Second.FirstIndex).Select(pair => pair.First)]
            : calls;
    }

    // The first call of an id keeps it. Another, or one without, gets one made from its place, the same each time it is asked for.
    private static string IdOf(ToolCallAccumulator call, int place, HashSet<string> taken, HashSet<string> given)
    {
        if (!string.IsNullOrEmpty(call.Id) && given.Add(call.Id))
        {
            return call.Id;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"call_{place}");
        while (taken.Contains(id) || !given.Add(id))
        {
            id += "_";
        }

        return id;
    }

    private ToolCallAccumulator Open()
    {
        if (_calls.Count >= MaxCalls)
        {
            throw new ChatException(
                ChatErrorKind.Protocol,
                $"The stream brought more than {MaxCalls} tool calls in one choice.",
                "Ask for fewer calls, or ask the server's operator why it sends so many."
            );
        }

        var call = new ToolCallAccumulator();
        _calls.Add(call);
        return call;
    }
}
