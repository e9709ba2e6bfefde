using System.Globalization;
using System.Text;

namespace Chat.Formats.Grammars.Gbnf;

/// <summary>
/// Adds a grammar to a larger one so that its texts stand inside a JSON string: quotes, backslashes and control characters are escapes.
/// A whole token of the model cannot be escaped and is left as it is.
/// </summary>
internal static class GbnfInJson
{
    private const int LastCodePoint = 0x10FFFF;
    private const int LastControl = 0x1F;

    /// <summary>Adds the rules.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="builder">The larger grammar.</param>
    /// <param name="name">What the rule of the whole text is best called.</param>
    /// <returns>The name of the rule for what stands between the quotes.</returns>
    public static string Add(GbnfGrammar grammar, GbnfBuilder builder, string name)
    {
        var names = grammar.Rules.Select(rule => builder.Reserve($"{name}-{rule.Name}")).ToArray();
        for (var number = 0; number < names.Length; number++)
        {
            var body = Map(grammar.Rules[number].Body);
            builder.Set(names[number], GbnfWriter.Write(body, old => names[grammar.Numbers[old]]));
        }

        return names[grammar.Root];
    }

    private static GbnfNode Map(GbnfNode node) =>
        node switch
        {
            GbnfLiteral literal => new GbnfLiteral(Escape(literal.Text)),
            GbnfClass one => Map(one),
            GbnfSequence sequence => new GbnfSequence([.. sequence.Items.Select(Map)]),
            GbnfAlternation alternation => new GbnfAlternation([.. alternation.Alternatives.Select(Map)]),
            GbnfRepetition repetition => new GbnfRepetition(Map(repetition.Item), repetition.Min, repetition.Max),
            _ => node,
        };

    private static GbnfNode Map(GbnfClass one)
    {
        var plain = new List<GbnfRange>();
        var alternatives = new List<GbnfNode>();
        foreach (var range in Ranges(one))
        {
            // Special are the controls, the quote and the backslash; between them lie the plain characters.
            for (var from = range.First; from <= range.Last; )
            {
                if (IsSpecial(from))
                {
                    alternatives.Add(new GbnfLiteral(Escape(((char)from).ToString())));
                    from++;
                    continue;
                }

                var next =
                    from < '"' ? '"'
                    : from < '\\' ? '\\'
                    : LastCodePoint + 1;
                plain.Add(new GbnfRange(from, Math.Min(range.Last, next - 1)));
                from = next;
            }
        }

        if (plain.Count > 0)
        {
            alternatives.Insert(0, new GbnfClass(plain, isNegated: false));
        }

        return alternatives.Count switch
        {
            0 => one,
            1 => alternatives[0],
            _ => new GbnfAlternation(alternatives),
        };
    }

    private static IEnumerable<GbnfRange> Ranges(GbnfClass one)
    {
        if (!one.IsNegated)
        {
            return one.Ranges;
        }

        var others = new List<GbnfRange>();
        var from = 0;
        foreach (var range in one.Ranges.OrderBy(range => range.First))
        {
            if (range.First > from)
            {
                others.Add(new GbnfRange(from, range.First - 1));
            }

            from = Math.Max(from, range.Last + 1);
        }

        if (from <= LastCodePoint)
        {
            others.Add(new GbnfRange(from, LastCodePoint));
        }

        return others;
    }

    private static bool IsSpecial(int character) => character is <= LastControl or '"' or '\\';

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                <= (char)LastControl => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }
}
