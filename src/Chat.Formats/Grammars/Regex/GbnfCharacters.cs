using System.Globalization;
using System.Text;

namespace Chat.Formats.Grammars.Regex;

/// <summary>
/// Characters in GBNF, plain or as a JSON string holds them. A JSON string holds a quote, a backslash and a control only as the escape that
/// writers of JSON use: the short one where there is one, else <c>\u00XX</c>. All other characters stand for themselves.
/// </summary>
internal static class GbnfCharacters
{
    // A class of more ranges is written once, as a rule of its own.
    private const int FewRanges = 6;

    private const string ShortEscaped = "\"\\\b\f\n\r\t";
    private const string ShortEscapes = "\"\\bfnrt";

    private static readonly CodePointSet Escaped = CodePointSet.Union(
        CodePointSet.Of(0, 0x1F),
        CodePointSet.Of('"'),
        CodePointSet.Of('\\')
    );

    /// <summary>The text that a set of one character stands for.</summary>
    /// <param name="set">The set.</param>
    /// <param name="target">Where it stands.</param>
    /// <returns>The text; null for a set of several characters, and for a control whose escape can be written in two ways.</returns>
    public static string? Literal(CodePointSet set, RegexTarget target)
    {
        if (set.Ranges.Length != 1 || set.Ranges[0].First != set.Ranges[0].Last)
        {
            return null;
        }

        var only = set.Ranges[0].First;
        if (target == RegexTarget.Text || !Escaped.Contains(only))
        {
            return new Rune(only).ToString();
        }

        var index = ShortEscaped.IndexOf((char)only);
        return index < 0 ? null : $"\\{ShortEscapes[index]}";
    }

    /// <summary>A set as what can be repeated: a class, or a choice in parentheses.</summary>
    /// <param name="set">The set.</param>
    /// <param name="target">Where it stands.</param>
    /// <returns>The expression, and whether it is better kept as a rule.</returns>
    public static (string Text, bool IsLarge) Class(CodePointSet set, RegexTarget target)
    {
        if (target == RegexTarget.Text || set.Intersect(Escaped).IsEmpty)
        {
            var plain = Plain(set);
            return (plain, set.Ranges.Length > FewRanges && plain.Length > 8 * FewRanges);
        }

        var parts = new List<string>();
        var direct = set.Except(Escaped);
        if (!direct.IsEmpty)
        {
            parts.Add(Plain(direct));
        }

        var escapes = ShortEscaped
            .Index()
            .Where(pair => set.Contains(pair.Item))
            .Select(pair => ShortEscapes[pair.Index]);
        var after = new List<string>();
        if (CodePointSet.Union(escapes.Select(static c => CodePointSet.Of(c))) is { IsEmpty: false } letters)
        {
            after.Add(Plain(letters));
        }

        after.AddRange(
            Enumerable
                .Range(0, 2)
                .Select(high => (High: high, Low: LowDigits(set, high)))
                .Where(static code => !code.Low.IsEmpty)
                .Select(static code => $"\"u00{code.High}\" {Plain(code.Low)}")
        );
        parts.Add($"\"\\\\\" ({string.Join(" | ", after)})");
        return ($"({string.Join(" | ", parts)})", true);
    }

    // The last hexadecimal digits of the controls of a set that have no short escape.
    private static CodePointSet LowDigits(CodePointSet set, int high)
    {
        var digits = Enumerable
            .Range(high * 16, 16)
            .Where(control => set.Contains(control) && !ShortEscaped.Contains((char)control))
            .Select(static control => (control % 16).ToString("x", CultureInfo.InvariantCulture)[0]);
        return CodePointSet.Union(
            digits.SelectMany(static digit =>
                new[] { CodePointSet.Of(digit), CodePointSet.Of(char.ToUpperInvariant(digit)) }
            )
        );
    }

    private static string Plain(CodePointSet set)
    {
        if (set.Ranges[^1].Last < CodePointSet.Last)
        {
            return Class(set, "[");
        }

        var gaps = set.Negate();
        return gaps.IsEmpty ? "."
            : gaps.Ranges.Length < set.Ranges.Length ? Negated(gaps)
            : Class(set, "[");
    }

    private static string Negated(CodePointSet set) => Class(set, "[^");

    private static string Class(CodePointSet set, string open)
    {
        var text = new StringBuilder(open);
        foreach (var (first, last) in set.Ranges)
        {
            Append(text, first);
            if (last > first)
            {
                if (last > first + 1)
                {
                    text.Append('-');
                }

                Append(text, last);
            }
        }

        return text.Append(']').ToString();
    }

    private static void Append(StringBuilder text, int character) =>
        _ = character switch
        {
            '\n' => text.Append("\\n"),
            '\r' => text.Append("\\r"),
            '\t' => text.Append("\\t"),
            '\\' or '"' or '[' or ']' or '-' => text.Append('\\').Append((char)character),
            '^' => text.Append("\\x5E"),
            < 0x20 or 0x7F => text.Append(CultureInfo.InvariantCulture, $"\\x{character:X2}"),
            < 0x7F => text.Append((char)character),
            <= 0xFFFF => text.Append(CultureInfo.InvariantCulture, $"\\u{character:X4}"),
            _ => text.Append(CultureInfo.InvariantCulture, $"\\U{character:X8}"),
        };
}
