using System.Globalization;

namespace Chat.Formats.ToolCalls;

/// <summary>How calls are written, worked out from what a template wrote for one and for two.</summary>
/// <param name="SectionStart">What stands before the first call.</param>
/// <param name="Before">What stands before a call's name.</param>
/// <param name="Between">What stands between name and arguments.</param>
/// <param name="After">What stands after a call's arguments.</param>
/// <param name="Separator">What stands between two calls; null when two were not written.</param>
/// <param name="SectionEnd">What stands after the last call.</param>
internal sealed record CallPattern(
    string SectionStart,
    string Before,
    string Between,
    string After,
    string? Separator,
    string SectionEnd
)
{
    /// <summary>One call with holes, as <see cref="CallPart.Parse"/> reads it.</summary>
    public string Call => Holes(Before) + "${name}" + Holes(Between) + "${arguments}" + Holes(After);

    /// <summary>Works it out.</summary>
    /// <param name="one">What was written for one call.</param>
    /// <param name="two">What was written for two; null when that was refused.</param>
    /// <returns>Null when the calls are not written one as the other.</returns>
    public static CallPattern? Of(MaskedCalls one, MaskedCalls? two)
    {
        if (Split(one.Text, 1) is not { } single)
        {
            return null;
        }

        if (two is null || Split(two.Text, 2) is not { } both)
        {
            return new CallPattern("", single[0], single[1], single[2].TrimEnd(), null, "");
        }

        // head NAME between ARGUMENTS middle NAME between ARGUMENTS tail: the middle holds the end of one call and the start of the next.
        var (head, between, middle, second, tail) = (both[0], both[1], both[2], both[3], both[4]);
        var (before, middleBefore) = SharedEnd(head, middle);

        // Two marks may end alike: a call begins with a mark's begin.
        var begin = before.Length - before.TrimStart(['>', ' ', '\n', '\r', '\t']).Length;
        (before, middleBefore) = (before[begin..], middleBefore[begin..]);
        var rest = middle[..^middleBefore.Length];
        var after = SharedStart(rest, tail);
        return new CallPattern(
            head[..^before.Length],
            Indexed(before, middleBefore),
            Indexed(between, second),
            after,
            rest[after.Length..],
            tail[after.Length..].TrimEnd()
        );
    }

    private static string[]? Split(string text, int calls)
    {
        var parts = text.Split(MaskedCalls.Name, MaskedCalls.Argument);
        return parts.Length == 1 + (2 * calls) ? parts : null;
    }

    // The places of two calls differ by one: that is no difference.
    private static (string First, string Second) SharedEnd(string first, string second)
    {
        var length = 0;
        while (length < first.Length && length < second.Length && IsSame(first[^(length + 1)], second[^(length + 1)]))
        {
            length++;
        }

        return (first[^length..], second[^length..]);
    }

    private static string SharedStart(string first, string second)
    {
        var length = 0;
        while (length < first.Length && length < second.Length && first[length] == second[length])
        {
            length++;
        }

        return first[..length];
    }

    private static bool IsSame(char first, char second) =>
        first == second || (char.IsAsciiDigit(first) && second == first + 1);

    private static string Indexed(string first, string second)
    {
        if (first.Length != second.Length)
        {
            return first;
        }

        return string.Create(
            first.Length,
            (first, second),
            static (span, pair) =>
            {
                for (var place = 0; place < span.Length; place++)
                {
                    span[place] = pair.first[place] == pair.second[place] ? pair.first[place] : MaskedCalls.Index;
                }
            }
        );
    }

    private static string Holes(string text) =>
        text.Replace(MaskedCalls.Id.ToString(CultureInfo.InvariantCulture), "${id}", StringComparison.Ordinal)
            .Replace(MaskedCalls.Index.ToString(CultureInfo.InvariantCulture), "${index}", StringComparison.Ordinal);
}
