using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Tests.Grammars;

/// <summary>Tells whether a whole text follows a grammar, by trying out every piece at every place.</summary>
/// <param name="grammar">The grammar, without tokens and left recursion.</param>
/// <param name="text">The text's code points.</param>
internal sealed class ReferenceMatcher(GbnfGrammar grammar, int[] text)
{
    private readonly Dictionary<(int Rule, int Start), HashSet<int>> _known = [];

    /// <summary>Whether a whole text follows a grammar.</summary>
    /// <param name="grammar">The grammar, without tokens and left recursion.</param>
    /// <param name="text">The text.</param>
    public static bool IsWhole(GbnfGrammar grammar, string text)
    {
        var runes = Runes(text);
        return new ReferenceMatcher(grammar, runes).EndsOfRule(grammar.Root, 0).Contains(runes.Length);
    }

    private static int[] Runes(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

    private HashSet<int> EndsOfRule(int rule, int start)
    {
        if (!_known.TryGetValue((rule, start), out var ends))
        {
            _known[(rule, start)] = ends = Ends(grammar.Rules[rule].Body, [start]);
        }

        return ends;
    }

    private HashSet<int> Ends(GbnfNode node, HashSet<int> starts) =>
        node switch
        {
            GbnfLiteral literal => EndsOfLiteral(Runes(literal.Text), starts),
            GbnfClass set => [.. starts.Where(start => IsIn(set, start)).Select(start => start + 1)],
            GbnfSequence sequence => sequence.Items.Aggregate(starts, (at, item) => Ends(item, at)),
            GbnfAlternation alternation => [.. alternation.Alternatives.SelectMany(item => Ends(item, starts))],
            GbnfReference reference =>
            [
                .. starts.SelectMany(start => EndsOfRule(grammar.Numbers[reference.Name], start)),
            ],
            GbnfRepetition repetition => EndsOfRepetition(repetition, starts),
            _ => throw new InvalidOperationException("There is no such piece."),
        };

    private HashSet<int> EndsOfLiteral(int[] literal, HashSet<int> starts) =>
        [.. starts.Where(start => text.AsSpan(start).StartsWith(literal)).Select(start => start + literal.Length)];

    private bool IsIn(GbnfClass set, int start) =>
        start < text.Length
        && set.Ranges.Any(range => text[start] >= range.First && text[start] <= range.Last) != set.IsNegated;

    private HashSet<int> EndsOfRepetition(GbnfRepetition repetition, HashSet<int> starts)
    {
        var ends = new HashSet<int>();
        var at = starts;
        for (var round = 0; ; round++)
        {
            var before = ends.Count;
            if (round >= repetition.Min)
            {
                ends.UnionWith(at);
            }

            // Past the least count and the text's length more rounds only find the same ends again.
            var isSame = ends.Count == before && round > repetition.Min + text.Length;
            if (round == repetition.Max || at.Count == 0 || isSame)
            {
                return ends;
            }

            at = Ends(repetition.Item, at);
        }
    }
}
