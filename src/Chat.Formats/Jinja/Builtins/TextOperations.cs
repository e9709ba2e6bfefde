using System.Buffers;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>Cuts and changes strings and keeps their marks.</summary>
internal static class TextOperations
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\v\f\u0085\u2028\u2029");

    /// <summary>Takes characters off the ends.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="text">The string.</param>
    /// <param name="letters">The characters; null for white space.</param>
    /// <param name="atStart">Whether to take them off the start.</param>
    /// <param name="atEnd">Whether to take them off the end.</param>
    public static JinjaString Trim(
        JinjaContext context,
        JinjaString text,
        string? letters,
        bool atStart = true,
        bool atEnd = true
    )
    {
        context.ChargeSearch(text.Length, letters?.Length ?? 0);
        var all = text.Text;
        bool IsTaken(char letter) => letters?.Contains(letter, StringComparison.Ordinal) ?? char.IsWhiteSpace(letter);

        var start = 0;
        while (atStart && start < all.Length && IsTaken(all[start]))
        {
            start++;
        }

        var end = all.Length;
        while (atEnd && end > start && IsTaken(all[end - 1]))
        {
            end--;
        }

        return text.Slice(start, end - start);
    }

    /// <summary>Changes each character, keeping how many there are.</summary>
    /// <param name="text">The string.</param>
    /// <param name="change">Changes the whole text; a change of its length leaves the marks only roughly right, so all becomes input then.</param>
    public static JinjaString Map(JinjaString text, Func<string, string> change)
    {
        var changed = change(text.Text);
        if (text.PieceCount == 1 || changed.Length != text.Length)
        {
            return new JinjaString(changed, text.HasInput);
        }

        var pieces = new JinjaText[text.PieceCount];
        var start = 0;
        for (var index = 0; index < pieces.Length; index++)
        {
            var piece = text.Piece(index);
            pieces[index] = piece with { Text = changed.Substring(start, piece.Text.Length) };
            start += piece.Text.Length;
        }

        return JinjaString.FromPieces(pieces);
    }

    /// <summary>Replaces a part wherever it stands.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="text">The string.</param>
    /// <param name="old">The part; empty stands between all characters.</param>
    /// <param name="replacement">What stands there instead.</param>
    /// <param name="count">How often at most; less than 0 for always.</param>
    /// <exception cref="JinjaException">The result is too long.</exception>
    public static JinjaString Replace(
        JinjaContext context,
        JinjaString text,
        string old,
        JinjaString replacement,
        long count
    )
    {
        context.ChargeSearch(text.Length, old.Length);
        var all = text.Text;
        var result = new MarkedText(JinjaLimits.MaxTextLength);
        var done = 0;
        var from = 0;
        while (count != 0)
        {
            var found = from > all.Length ? -1 : all.IndexOf(old, from, StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            context.Charge(text.PieceCount);
            result.Append(text, done, found - done).Append(replacement);
            done = found + old.Length;
            from = done;
            if (old.Length == 0)
            {
                from += from < all.Length && char.IsHighSurrogate(all[from]) ? 2 : 1;
            }

            count--;
        }

        if (done == 0 && result.Length == 0)
        {
            return text;
        }

        result.Append(text, Math.Min(done, all.Length), all.Length - Math.Min(done, all.Length));
        context.ChargeText(result.IsFull ? JinjaLimits.MaxTextLength + 1L : result.Length);
        return result.ToValue();
    }

    /// <summary>Cuts at a separator, or at white space.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="text">The string.</param>
    /// <param name="separator">The separator; null for runs of white space.</param>
    /// <param name="most">How many cuts at most; less than 0 for all.</param>
    /// <param name="fromEnd">Whether the cuts are counted from the end.</param>
    /// <exception cref="JinjaException">The separator is empty, or there are too many parts.</exception>
    public static JinjaList Split(JinjaContext context, JinjaString text, string? separator, long most, bool fromEnd)
    {
        if (separator is "")
        {
            throw context.Fail("the separator of split is empty");
        }

        context.ChargeSearch(text.Length, separator?.Length ?? 0);
        var cuts = separator is null ? Blanks(text.Text) : Places(text.Text, separator);
        context.ChargeItems(cuts.Count);
        context.Charge((long)cuts.Count * text.PieceCount);
        if (most >= 0 && cuts.Count > most)
        {
            cuts = fromEnd ? cuts[^(int)most..] : cuts[..(int)most];
        }

        var parts = new List<JinjaValue>(cuts.Count + 1);
        var start = 0;
        foreach (var (place, length) in cuts)
        {
            Add(start, place);
            start = place + length;
        }

        Add(start, text.Length);
        return new JinjaList(parts) { IsOwn = true };

        void Add(int from, int to)
        {
            var part = text.Slice(from, to - from);
            // Python drops the white space at the ends, except behind the last of a limited number of cuts.
            if (separator is null)
            {
                var isRest = most >= 0 && cuts.Count == most;
                part = Trim(
                    context,
                    part,
                    letters: null,
                    !(fromEnd && isRest && from == 0),
                    fromEnd || !isRest || to < text.Length
                );
            }

            if (separator is not null || part.Length > 0)
            {
                parts.Add(part);
            }
        }
    }

    /// <summary>Cuts at line ends, which are dropped.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="text">The string.</param>
    /// <param name="keepEnds">Whether the line ends stay.</param>
    /// <exception cref="JinjaException">There are too many lines.</exception>
    public static List<JinjaValue> Lines(JinjaContext context, JinjaString text, bool keepEnds = false)
    {
        context.ChargeText(text.Length);
        var all = text.Text;
        var lines = new List<JinjaValue>();
        var start = 0;
        while (start < all.Length)
        {
            var end = all.AsSpan(start).IndexOfAny(LineEnds);
            end = end < 0 ? all.Length : start + end;
            var next =
                end == all.Length ? end
                : all[end] == '\r' && end + 1 < all.Length && all[end + 1] == '\n' ? end + 2
                : end + 1;
            lines.Add(text.Slice(start, (keepEnds ? next : end) - start));
            context.Charge(text.PieceCount);
            start = next;
        }

        context.ChargeItems(lines.Count);
        return lines;
    }

    /// <summary>Joins values as text.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="items">The values.</param>
    /// <param name="separator">What stands between them.</param>
    /// <exception cref="JinjaException">The result is too long.</exception>
    public static JinjaString Join(JinjaContext context, IReadOnlyList<JinjaValue> items, JinjaString separator)
    {
        var result = new MarkedText(JinjaLimits.MaxTextLength);
        for (var index = 0; index < items.Count; index++)
        {
            context.Charge(1);
            if (index > 0)
            {
                result.Append(separator);
            }

            result.Append(ValueText.Of(context, items[index]));
            if (result.IsFull)
            {
                break;
            }
        }

        context.ChargeText(result.IsFull ? JinjaLimits.MaxTextLength + 1L : result.Length);
        return result.ToValue();
    }

    private static List<(int Place, int Length)> Places(string text, string separator)
    {
        var places = new List<(int, int)>();
        for (var at = 0; (at = text.IndexOf(separator, at, StringComparison.Ordinal)) >= 0; at += separator.Length)
        {
            places.Add((at, separator.Length));
        }

        return places;
    }

    // Runs of white space, without those at the ends.
    private static List<(int Place, int Length)> Blanks(string text)
    {
        var places = new List<(int, int)>();
        var last = text.AsSpan().TrimEnd().Length;
        var at = text.Length - text.AsSpan().TrimStart().Length;
        while (at < last)
        {
            if (!char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            places.Add((start, at - start));
        }

        return places;
    }
}
