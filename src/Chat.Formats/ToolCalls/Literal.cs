namespace Chat.Formats.ToolCalls;

/// <summary>
/// Reads a fixed text whose white space is not taken strictly: before it and at each run of white space in it there may be any white
/// space or none. The white space at its end is taken as far as it stands there, so that what follows keeps its own.
/// </summary>
internal static class Literal
{
    /// <summary>Reads the literal.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="at">Where to read; where it left off when the literal was read.</param>
    /// <param name="literal">The literal.</param>
    /// <param name="isLast">True when nothing follows the text.</param>
    public static ReadStatus Read(ReadOnlySpan<char> text, ref int at, ReadOnlySpan<char> literal, bool isLast)
    {
        var place = at;
        var core = literal.TrimEnd();
        var next = 0;
        while (next < core.Length)
        {
            if (char.IsWhiteSpace(core[next]))
            {
                next++;
                continue;
            }

            if (next == 0 || char.IsWhiteSpace(core[next - 1]))
            {
                SkipSpace(text, ref place);
            }

            if (place == text.Length)
            {
                return isLast ? ReadStatus.Failed : ReadStatus.More;
            }

            if (text[place] != core[next])
            {
                return ReadStatus.Failed;
            }

            place++;
            next++;
        }

        var status = ReadTail(text, ref place, literal[core.Length..], isLast);
        at = status == ReadStatus.Done ? place : at;
        return status;
    }

    private static ReadStatus ReadTail(ReadOnlySpan<char> text, ref int place, ReadOnlySpan<char> tail, bool isLast)
    {
        foreach (var next in tail)
        {
            if (place == text.Length)
            {
                return isLast ? ReadStatus.Done : ReadStatus.More;
            }

            if (text[place] != next)
            {
                return ReadStatus.Done;
            }

            place++;
        }

        return ReadStatus.Done;
    }

    /// <summary>Reads a literal that ends something: one that the text's end cuts off counts as read.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="at">Where to read; where it left off when the literal was read.</param>
    /// <param name="literal">The literal.</param>
    /// <param name="isLast">True when nothing follows the text.</param>
    public static ReadStatus ReadEnd(ReadOnlySpan<char> text, ref int at, ReadOnlySpan<char> literal, bool isLast)
    {
        var status = Read(text, ref at, literal, isLast: false);
        if (!isLast || status != ReadStatus.More)
        {
            return status;
        }

        at = text.Length;
        return ReadStatus.Done;
    }

    /// <summary>Skips white space.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="at">Where to begin; where something else stands, or the text's end.</param>
    public static void SkipSpace(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }
}
