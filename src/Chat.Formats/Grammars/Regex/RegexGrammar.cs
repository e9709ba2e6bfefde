using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars.Regex;

/// <summary>Makes grammars of regular expressions.</summary>
internal static class RegexGrammar
{
    /// <summary>Adds the rules of a pattern.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="target">What text the rule describes, and with it whose syntax the pattern has.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">
    /// The pattern is wrong, matches no text, is too large, or has what a grammar cannot say: a lookaround, a backreference, a word
    /// boundary: kind <see cref="ChatErrorKind.InvalidRequest"/>, with the construct and its position in the message.
    /// </exception>
    public static string Add(GbnfBuilder builder, string name, string pattern, RegexTarget target)
    {
        var dialect = target == RegexTarget.Text ? RegexDialect.Rust : RegexDialect.EcmaScript;
        var parts = RegexAnchors.Divide(RegexParser.Parse(pattern, dialect));
        var node = RegexChoice.Of(parts.Select(part => target == RegexTarget.Text ? part.Node : Around(part)));
        if (node.IsNever)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The pattern matches no text.",
                "Correct the regular expression."
            );
        }

        return Add(builder, name, node, target);
    }

    /// <summary>Adds the rules of a pattern that was read already.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="node">The pattern, without assertions; it matches the whole text.</param>
    /// <param name="target">What text the rule describes.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">The grammar is too long.</exception>
    public static string Add(GbnfBuilder builder, string name, RegexNode node, RegexTarget target) =>
        builder.Add(name, new RegexGbnfWriter(builder, name, target).Write(node));

    private static RegexNode Around(AnchoredNode part)
    {
        var any = RegexRepeat.Of(new RegexSet(CodePointSet.All), 0, null);
        var isAnything = part.Node.IsNullable && !(part.AtStart && part.AtEnd);
        return isAnything
            ? any
            : RegexSequence.Of(part.AtStart ? RegexNode.Empty : any, part.Node, part.AtEnd ? RegexNode.Empty : any);
    }
}
