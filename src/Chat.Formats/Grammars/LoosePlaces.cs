namespace Chat.Formats.Grammars;

/// <summary>
/// Drops places that another one covers: of two that differ only in the rounds of loops that may end at any time, the one with fewer rounds
/// has every way on that the other has. Without this, nested repetitions would keep a place for each way to count a text.
/// </summary>
internal static class LoosePlaces
{
    /// <summary>The most places of one shape that are compared with each other.</summary>
    private const int MostCompared = 64;

    /// <summary>The most steps that dropping places may take at one point of a text.</summary>
    private const int MaxWork = 200_000;

    /// <summary>Drops what is covered.</summary>
    /// <param name="places">The places.</param>
    /// <param name="frames">The frames of their stacks.</param>
    /// <returns>How many steps that took.</returns>
    /// <exception cref="Core.Errors.ChatException">It would take too many: kind <see cref="Core.Errors.ChatErrorKind.InvalidRequest"/>.</exception>
    public static long Reduce(List<long> places, GrammarFrames frames)
    {
        var work = (long)places.Count;
        places.Sort((left, right) => Shape(left, frames).CompareTo(Shape(right, frames)));
        var kept = 0;
        for (var start = 0; start < places.Count; )
        {
            var end = start + 1;
            while (end < places.Count && Shape(places[end], frames) == Shape(places[start], frames))
            {
                end++;
            }

            kept = Keep(places, frames, (start, end), kept, ref work);
            start = end;
        }

        places.RemoveRange(kept, places.Count - kept);
        return work;
    }

    private static int Keep(
        List<long> places,
        GrammarFrames frames,
        (int Start, int End) alike,
        int kept,
        ref long work
    )
    {
        var first = kept;
        for (var index = alike.Start; index < alike.End; index++)
        {
            var place = places[index];
            var isCovered = false;
            for (var other = first; other < kept && other - first < MostCompared && !isCovered; other++)
            {
                isCovered = Covers(frames, (int)places[other], (int)place, ref work);
                if (!isCovered && Covers(frames, (int)place, (int)places[other], ref work))
                {
                    places[other] = places[--kept];
                    other--;
                }
            }

            if (!isCovered)
            {
                places[kept++] = place;
            }
        }

        return kept;
    }

    private static long Shape(long place, GrammarFrames frames) =>
        GrammarState.Place((int)(place >> 32), frames[(int)place].Shape);

    private static bool Covers(GrammarFrames frames, int left, int right, ref long work)
    {
        if (work > MaxWork)
        {
            throw GrammarClosure.TooAmbiguous("its counts inside counts can be read in too many ways");
        }

        while (left != right)
        {
            work++;
            ref readonly var one = ref frames[left];
            ref readonly var other = ref frames[right];
            if (one.Count > other.Count)
            {
                return false;
            }

            (left, right) = (one.Parent, other.Parent);
        }

        return true;
    }
}
