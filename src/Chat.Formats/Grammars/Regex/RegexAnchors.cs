using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Regex;

/// <summary>
/// Takes the anchors out of a pattern: what it matches is divided by where it must stand, at the text's start, at its end, both or anywhere.
/// In a sequence, what comes before a <c>^</c> and after a <c>$</c> can only match nothing.
/// </summary>
internal sealed class RegexAnchors
{
    /// <summary>The most parts that dividing a pattern may copy, all steps together: it copies what stands beside an anchor.</summary>
    public const int MaxSize = 1_000_000;

    private long _size;

    private RegexAnchors() { }

    /// <summary>Divides a pattern.</summary>
    /// <param name="node">The pattern.</param>
    /// <returns>At most one part for each kind of place; none when the pattern matches no text.</returns>
    /// <exception cref="ChatException">It has a word boundary, or an anchor in a part that repeats: a grammar cannot look around.</exception>
    public static IReadOnlyList<AnchoredNode> Divide(RegexNode node) => new RegexAnchors().Parts(node);

    private IReadOnlyList<AnchoredNode> Parts(RegexNode node) =>
        node switch
        {
            _ when node.IsNever => [],
            { HasAssertions: false } => [new AnchoredNode(false, false, node)],
            RegexAssertion { Kind: RegexAssertionKind.Start } => [new AnchoredNode(true, false, RegexNode.Empty)],
            RegexAssertion { Kind: RegexAssertionKind.End } => [new AnchoredNode(false, true, RegexNode.Empty)],
            RegexAssertion boundary => throw RegexReader.Unsupported(
                "a word boundary",
                boundary.Position,
                "Write the characters that may stand there, such as (?:^|\\W), or leave it out."
            ),
            RegexChoice choice => Merge(choice.Parts.SelectMany(Parts)),
            RegexSequence sequence => Sequence(sequence),
            RegexRepeat { Most: 1 } optional => Merge(
                Parts(optional.Part).Append(new AnchoredNode(false, false, RegexNode.Empty))
            ),
            _ => throw RegexReader.Unsupported(
                "an anchor in a group that repeats",
                Position(node),
                "Put ^ and $ outside the group."
            ),
        };

    // Parts without an anchor are joined all at once: one by one, each would copy those before it.
    private AnchoredNode[] Sequence(RegexSequence sequence)
    {
        AnchoredNode[] divided = [new AnchoredNode(false, false, RegexNode.Empty)];
        var plain = new List<RegexNode>();
        foreach (var part in sequence.Parts)
        {
            if (!part.HasAssertions)
            {
                plain.Add(part);
                continue;
            }

            divided = Join(Join(divided, Parts(RegexSequence.Of(plain))), Parts(part));
            plain.Clear();
        }

        return Join(divided, Parts(RegexSequence.Of(plain)));
    }

    private AnchoredNode[] Join(IReadOnlyList<AnchoredNode> left, IReadOnlyList<AnchoredNode> right) =>
        Merge(
            from one in left
            from two in right
            where (!two.AtStart || one.Node.IsNullable) && (!one.AtEnd || two.Node.IsNullable)
            let first = two.AtStart ? RegexNode.Empty : one.Node
            let second = one.AtEnd ? RegexNode.Empty : two.Node
            select new AnchoredNode(one.AtStart || two.AtStart, one.AtEnd || two.AtEnd, RegexSequence.Of(first, second))
        );

    private AnchoredNode[] Merge(IEnumerable<AnchoredNode> parts) =>
        [
            .. parts
                .GroupBy(static part => (part.AtStart, part.AtEnd))
                .Select(group => new AnchoredNode(
                    group.Key.AtStart,
                    group.Key.AtEnd,
                    Bounded(RegexChoice.Of(group.Select(static part => part.Node)))
                )),
        ];

    private RegexNode Bounded(RegexNode node) =>
        (_size += node.Size) <= MaxSize
            ? node
            : throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The pattern comes to more than {MaxSize} parts, those beside its anchors written out.",
                "Use fewer anchors inside the regular expression."
            );

    private static int Position(RegexNode node) =>
        node switch
        {
            RegexAssertion assertion => assertion.Position,
            RegexRepeat repeat => Position(repeat.Part),
            RegexSequence sequence => Position(sequence.Parts.First(static part => part.HasAssertions)),
            RegexChoice choice => Position(choice.Parts.First(static part => part.HasAssertions)),
            _ => 0,
        };
}
