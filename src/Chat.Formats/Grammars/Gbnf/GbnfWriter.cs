using System.Globalization;
using System.Text;

namespace Chat.Formats.Grammars.Gbnf;

/// <summary>Writes the right side of a rule as GBNF, on one line.</summary>
/// <param name="nameOf">The name to write for a rule's name.</param>
internal sealed class GbnfWriter(Func<string, string> nameOf)
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes a right side.</summary>
    /// <param name="node">What to write.</param>
    /// <param name="nameOf">The name to write for a rule's name.</param>
    public static string Write(GbnfNode node, Func<string, string> nameOf)
    {
        var writer = new GbnfWriter(nameOf);
        writer.Append(node);
        return writer._text.ToString();
    }

    private void Append(GbnfNode node)
    {
        switch (node)
        {
            case GbnfLiteral literal:
                _text.Append(GbnfBuilder.Literal(literal.Text));
                break;
            case GbnfClass set:
                AppendClass(set);
                break;
            case GbnfToken token:
                _text.Append(token.IsNegated ? "!" : "");
                _text.Append(CultureInfo.InvariantCulture, $"{token.Text ?? $"<[{token.Id}]>"}");
                break;
            case GbnfReference reference:
                _text.Append(nameOf(reference.Name));
                break;
            case GbnfRepetition repetition:
                AppendGrouped(repetition.Item, repetition.Item is GbnfSequence or GbnfAlternation);
                AppendCounts(repetition.Min, repetition.Max);
                break;
            case GbnfSequence { Items.Count: 0 }:
                _text.Append("\"\"");
                break;
            case GbnfSequence sequence:
                AppendAll(sequence.Items, " ", item => item is GbnfAlternation);
                break;
            case GbnfAlternation alternation:
                AppendAll(alternation.Alternatives, " | ", _ => false);
                break;
        }
    }

    private void AppendAll(IReadOnlyList<GbnfNode> nodes, string between, Func<GbnfNode, bool> isGrouped)
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            _text.Append(index == 0 ? "" : between);
            AppendGrouped(nodes[index], isGrouped(nodes[index]));
        }
    }

    private void AppendGrouped(GbnfNode node, bool isGrouped)
    {
        _text.Append(isGrouped ? "(" : "");
        Append(node);
        _text.Append(isGrouped ? ")" : "");
    }

    private void AppendCounts(int min, int max) =>
        _ = (min, max) switch
        {
            (0, 1) => _text.Append('?'),
            (0, GbnfRepetition.Unlimited) => _text.Append('*'),
            (1, GbnfRepetition.Unlimited) => _text.Append('+'),
            (_, GbnfRepetition.Unlimited) => _text.Append(CultureInfo.InvariantCulture, $"{{{min},}}"),
            _ when min == max => _text.Append(CultureInfo.InvariantCulture, $"{{{min}}}"),
            _ => _text.Append(CultureInfo.InvariantCulture, $"{{{min},{max}}}"),
        };

    private void AppendClass(GbnfClass set)
    {
        if (set.Ranges.Count == 0)
        {
            _text.Append('.');
            return;
        }

        _text.Append(set.IsNegated ? "[^" : "[");
        foreach (var (first, last) in set.Ranges)
        {
            AppendCharacter(first);
            if (last > first)
            {
                _text.Append('-');
                AppendCharacter(last);
            }
        }

        _text.Append(']');
    }

    private void AppendCharacter(int character) =>
        _ = character switch
        {
            '\n' => _text.Append("\\n"),
            '\r' => _text.Append("\\r"),
            '\t' => _text.Append("\\t"),
            '\\' or '[' or ']' or '-' => _text.Append('\\').Append((char)character),
            '^' or < 0x20 or 0x7F => _text.Append(CultureInfo.InvariantCulture, $"\\x{character:X2}"),
            < 0x7F => _text.Append((char)character),
            <= 0xFFFF => _text.Append(CultureInfo.InvariantCulture, $"\\u{character:X4}"),
            _ => _text.Append(CultureInfo.InvariantCulture, $"\\U{character:X8}"),
        };
}
