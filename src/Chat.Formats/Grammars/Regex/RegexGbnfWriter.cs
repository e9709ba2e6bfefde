using System.Globalization;
using System.Text;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars.Regex;

/// <summary>Writes patterns without assertions in GBNF.</summary>
/// <param name="builder">Where rules for what is large or deep go.</param>
/// <param name="name">What those rules are best called.</param>
/// <param name="target">What text the grammar describes.</param>
internal sealed class RegexGbnfWriter(GbnfBuilder builder, string name, RegexTarget target)
{
    // What nests deeper becomes a rule of its own, so that parentheses never nest deeply in the grammar's text.
    private const int MaxParentheses = 8;

    /// <summary>Writes a pattern.</summary>
    /// <param name="node">The pattern.</param>
    /// <returns>The right side of a rule.</returns>
    public string Write(RegexNode node) => Expression(node).Text;

    private Expr Expression(RegexNode node)
    {
        switch (node)
        {
            case RegexSet set:
                return Set(set.Characters);
            case RegexSequence sequence:
                return Sequence(sequence);
            case RegexRepeat repeat:
                var part = Atom(Expression(repeat.Part));
                return new Expr(part.Text + Count(repeat.Least, repeat.Most), ExprKind.Sequence, part.Depth);
            default:
                return Choice((RegexChoice)node);
        }
    }

    private Expr Sequence(RegexSequence sequence)
    {
        var parts = new List<string>(sequence.Parts.Count);
        var literal = new StringBuilder();
        var depth = 0;
        foreach (var part in sequence.Parts)
        {
            if (part is RegexSet set && GbnfCharacters.Literal(set.Characters, target) is { } text)
            {
                literal.Append(text);
                continue;
            }

            Flush(parts, literal);
            var written = Expression(part);
            written = written.Kind == ExprKind.Choice ? Atom(written) : written;
            depth = Math.Max(depth, written.Depth);
            parts.Add(written.Text);
        }

        Flush(parts, literal);
        return parts.Count == 0
            ? new Expr("\"\"", ExprKind.Atom, 0)
            : new Expr(string.Join(' ', parts), ExprKind.Sequence, depth);
    }

    private Expr Choice(RegexChoice choice)
    {
        var parts = choice.Parts.Where(static part => !part.IsEmpty).Select(Expression).ToArray();
        var depth = parts.Max(static part => part.Depth);
        var all =
            parts.Length == 1
                ? parts[0]
                : new Expr(string.Join(" | ", parts.Select(static part => part.Text)), ExprKind.Choice, depth);
        if (parts.Length == choice.Parts.Count)
        {
            return all;
        }

        var atom = Atom(all);
        return new Expr(atom.Text + "?", ExprKind.Sequence, atom.Depth);
    }

    private Expr Set(CodePointSet set)
    {
        if (GbnfCharacters.Literal(set, target) is { } text)
        {
            return new Expr(GbnfBuilder.Literal(text), ExprKind.Atom, 0);
        }

        var written = GbnfCharacters.Class(set, target);
        return written.IsLarge
            ? new Expr(builder.Add("chars", written.Text), ExprKind.Atom, 0)
            : new Expr(written.Text, ExprKind.Atom, 0);
    }

    private Expr Atom(Expr expr) =>
        expr.Kind == ExprKind.Atom ? expr
        : expr.Depth >= MaxParentheses ? new Expr(builder.Add(name + "-part", expr.Text), ExprKind.Atom, 0)
        : new Expr($"({expr.Text})", ExprKind.Atom, expr.Depth + 1);

    private static void Flush(List<string> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(GbnfBuilder.Literal(literal.ToString()));
            literal.Clear();
        }
    }

    /// <summary>How often what stands before it comes, as GBNF writes it.</summary>
    /// <param name="least">The fewest times.</param>
    /// <param name="most">The most times; null: no bound.</param>
    public static string Count(int least, int? most) =>
        (least, most) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            (_, null) => string.Create(CultureInfo.InvariantCulture, $"{{{least},}}"),
            _ when least == most => string.Create(CultureInfo.InvariantCulture, $"{{{least}}}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{{{least},{most}}}"),
        };

    private enum ExprKind
    {
        Atom,
        Sequence,
        Choice,
    }

    private readonly record struct Expr(string Text, ExprKind Kind, int Depth);
}
