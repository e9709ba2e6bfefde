using System.Globalization;
using System.Text;
using Chat.Core.Errors;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.Gbnf;

/// <summary>
/// A grammar as the content of a JSON string: the same texts, with quotes, backslashes and controls as the escapes that writers of JSON use. What
/// reads the JSON gets a text of the grammar.
/// </summary>
internal static class GbnfJsonString
{
    private const string ShortEscaped = "\"\\\b\f\n\r\t";
    private const string ShortEscapes = "\"\\bfnrt";

    /// <summary>Adds the rules of a grammar to a larger one, as what stands between the quotes of a string.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="builder">The larger grammar.</param>
    /// <param name="name">What the rule of the whole text is best called; the other rules' names begin with it.</param>
    /// <returns>The name that the rule of the whole text got.</returns>
    /// <exception cref="ChatException">The larger grammar is too long: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddTo(GbnfGrammar grammar, GbnfBuilder builder, string name)
    {
        var names = new string[grammar.Rules.Count];
        names[grammar.Root] = builder.Reserve(name);
        for (var number = 0; number < names.Length; number++)
        {
            names[number] ??= builder.Reserve($"{name}-{grammar.Rules[number].Name}");
        }

        for (var number = 0; number < names.Length; number++)
        {
            var text = new StringBuilder();
            Write(text, grammar.Rules[number].Body, old => names[grammar.Numbers[old]]);
            builder.Set(names[number], text.ToString());
        }

        return names[grammar.Root];
    }

    // The depth is that of the grammar, which its parser bounds.
    private static void Write(StringBuilder text, GbnfNode node, Func<string, string> rename)
    {
        switch (node)
        {
            case GbnfLiteral literal:
                text.Append(GbnfBuilder.Literal(Escape(literal.Text)));
                break;
            case GbnfClass set:
                text.Append(GbnfCharacters.Class(SetOf(set), RegexTarget.JsonString).Text);
                break;
            case GbnfReference reference:
                text.Append(rename(reference.Name));
                break;
            case GbnfRepetition repetition:
                text.Append("( ");
                Write(text, repetition.Item, rename);
                text.Append(" ){").Append(CultureInfo.InvariantCulture, $"{repetition.Min},");
                if (repetition.Max != GbnfRepetition.Unlimited)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{repetition.Max}");
                }

                text.Append('}');
                break;
            case GbnfSequence { Items: [] }:
                text.Append("\"\"");
                break;
            case GbnfSequence sequence:
                WriteAll(text, sequence.Items, " ", rename);
                break;
            case GbnfAlternation alternation:
                WriteAll(text, alternation.Alternatives, " | ", rename);
                break;
            default:
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    "A grammar with whole tokens cannot stand in a JSON string.",
                    "Write the tokens of the grammar as text."
                );
        }
    }

    private static void WriteAll(
        StringBuilder text,
        IReadOnlyList<GbnfNode> nodes,
        string between,
        Func<string, string> rename
    )
    {
        text.Append("( ");
        for (var place = 0; place < nodes.Count; place++)
        {
            text.Append(place > 0 ? between : "");
            Write(text, nodes[place], rename);
        }

        text.Append(" )");
    }

    private static CodePointSet SetOf(GbnfClass set)
    {
        var named = CodePointSet.Union(set.Ranges.Select(range => CodePointSet.Of(range.First, range.Last)));
        return set.IsNegated ? CodePointSet.All.Except(named) : named;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var place = ShortEscaped.IndexOf(letter, StringComparison.Ordinal);
            _ =
                place >= 0 ? escaped.Append('\\').Append(ShortEscapes[place])
                : letter < ' ' ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")
                : escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
