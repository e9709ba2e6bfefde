using Chat.Core.Tools;

namespace Chat.Core.Streaming;

/// <summary>
/// Finds the call that a delta goes on with. The specification has it that each call has an index, and that its first delta has an id and
/// a name; servers leave out, repeat, shift and change all three. Empty ids and names count as none.
/// </summary>
internal static class ToolCallMatch
{
    /// <summary>The call that a delta belongs to; null when it begins a new one.</summary>
    /// <param name="calls">The calls so far, oldest first.</param>
    /// <param name="before">How many of them were there before this chunk.</param>
    /// <param name="delta">The delta.</param>
    /// <param name="atPlace">The call that stands where the delta does, when its chunk holds several; else null.</param>
    public static ToolCallAccumulator? Find(
        List<ToolCallAccumulator> calls,
        int before,
        ToolCallDelta delta,
        ToolCallAccumulator? atPlace
    )
    {
        if (calls.Count == 0)
        {
            return null;
        }

        if (!string.IsNullOrEmpty(delta.Id))
        {
            return ById(calls, delta);
        }

        return delta.Index is { } index ? ByIndex(calls, index, delta) : ByPlace(calls, before, delta, atPlace);
    }

    private static ToolCallAccumulator? ById(List<ToolCallAccumulator> calls, ToolCallDelta delta)
    {
        var named = calls.FindLast(call => string.Equals(call.Id, delta.Id, StringComparison.Ordinal));
        if (named is not null)
        {
            // The same id under another index, with a name of its own, is a parallel call; without a name the index has wandered.
            var isElsewhere = delta.Index is not null && named.Index is not null && delta.Index != named.Index;
            if (!isElsewhere || !HasName(delta))
            {
                return Continues(named, delta) ? named : null;
            }

            return
                calls.FindLast(call =>
                    string.Equals(call.Id, delta.Id, StringComparison.Ordinal) && call.Index == delta.Index
                )
                    is { } own
                && Continues(own, delta)
                ? own
                : null;
        }

        var there = delta.Index is { } index ? calls.FindLast(call => call.Index == index) : calls[^1];
        if (there is null || there.IsWhole || HasOtherName(there, delta))
        {
            return null;
        }

        // An id that comes late, or one that the server makes anew for each delta of the call.
        return string.IsNullOrEmpty(there.Id) || (delta.Index is not null && !HasName(delta)) ? there : null;
    }

    private static ToolCallAccumulator? ByIndex(List<ToolCallAccumulator> calls, int index, ToolCallDelta delta)
    {
        var there = calls.FindLast(call => call.Index == index);
        var last = calls[^1];
        if (there is null)
        {
            // The index has wandered between the name and the arguments, unless this is how a server begins that sends the name last.
            return HasName(delta) || last.IsWhole || last.Name is null ? null : last;
        }

        // What follows a whole object belongs to the call that is still open.
        if (
            there != last
            && there.IsWhole
            && !last.IsWhole
            && !HasName(delta)
            && !there.Repeats(delta)
            && HasText(delta)
        )
        {
            return last;
        }

        return Continues(there, delta) ? there : null;
    }

    private static ToolCallAccumulator? ByPlace(
        List<ToolCallAccumulator> calls,
        int before,
        ToolCallDelta delta,
        ToolCallAccumulator? atPlace
    )
    {
        var there = atPlace ?? calls[^1];
        if (atPlace is null && calls.Count > before)
        {
            // The last call was begun by another delta of this very chunk.
            return null;
        }

        return Continues(there, delta) ? there : null;
    }

    // A delta with a name begins a new call, unless it tells again what is known already or brings the name that was missing.
    private static bool Continues(ToolCallAccumulator call, ToolCallDelta delta)
    {
        if (!HasName(delta) || string.IsNullOrEmpty(call.Name))
        {
            return true;
        }

        return !HasOtherName(call, delta) && (!call.IsWhole || !HasText(delta) || call.Repeats(delta));
    }

    private static bool HasName(ToolCallDelta delta) => !string.IsNullOrEmpty(NameOf(delta));

    private static bool HasOtherName(ToolCallAccumulator call, ToolCallDelta delta) =>
        HasName(delta)
        && !string.IsNullOrEmpty(call.Name)
        && !string.Equals(call.Name, NameOf(delta), StringComparison.Ordinal);

    private static bool HasText(ToolCallDelta delta) =>
        !string.IsNullOrWhiteSpace(delta.Function?.Arguments) || !string.IsNullOrWhiteSpace(delta.Custom?.Input);

    private static string? NameOf(ToolCallDelta delta) => delta.Function?.Name ?? delta.Custom?.Name;
}
