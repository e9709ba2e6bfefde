using Chat.Core.Errors;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.Lark;

/// <summary>
/// What a word leaves behind: the characters that may not come next, because a reader that takes the longest word would have read them as
/// part of it. Words that leave the same behind share a context; context 0 forbids nothing. Where two words that may stand in the same
/// place start alike, the longer one's characters are forbidden after the shorter: <c>in</c> is not read off <c>inner</c>.
/// </summary>
internal sealed class LarkContexts
{
    /// <summary>The most contexts. When there are more, all but 0 become one, which forbids what any of them does.</summary>
    public const int MaxContexts = 12;

    /// <summary>How many pairs of steps are looked at; where that does not suffice, all characters are taken as forbidden.</summary>
    public const int MaxWork = 2_000_000;

    private readonly List<CodePointSet> _forbidden = [CodePointSet.Empty];
    private readonly int[] _contextOf;

    /// <summary>Finds the contexts.</summary>
    /// <param name="tokens">The words.</param>
    /// <param name="adjacency">Which follow which.</param>
    /// <param name="isIgnored">Which are ignored between others.</param>
    /// <exception cref="ChatException">A word's counts are too large.</exception>
    public LarkContexts(LarkTokens tokens, LarkAdjacency adjacency, Func<int, bool> isIgnored)
    {
        var lexemes = tokens.All.Select(static token => new LarkLexeme(token.Pattern)).ToArray();
        var firsts = tokens.All.Select(static token => RegexFirst.Of(token.Pattern)).ToArray();
        var rivals = Rivals(tokens.All.Count, adjacency);
        var work = MaxWork;
        _contextOf = new int[tokens.All.Count];
        for (var token = 0; token < _contextOf.Length; token++)
        {
            // One ignored word after another of its kind is as good as a longer one.
            var next = CodePointSet.Union(
                adjacency
                    .Followers[token]
                    .Members()
                    .Where(other => other != token || !isIgnored(token))
                    .Select(other => firsts[other])
            );
            var more = new List<CodePointSet>();
            foreach (var rival in rivals[token].Members())
            {
                if (!next.IsEmpty && firsts[token].Overlaps(firsts[rival]))
                {
                    more.Add(lexemes[token].Extensions(lexemes[rival], ref work));
                }
            }

            _contextOf[token] = Context(CodePointSet.Union(more).Intersect(next));
        }

        if (_forbidden.Count > MaxContexts)
        {
            Merge();
        }
    }

    /// <summary>How many contexts there are.</summary>
    public int Count => _forbidden.Count;

    /// <summary>The context that a word leaves behind.</summary>
    /// <param name="token">The word's number.</param>
    public int After(int token) => _contextOf[token];

    /// <summary>The characters that may not come next.</summary>
    /// <param name="context">The context.</param>
    public CodePointSet Forbidden(int context) => _forbidden[context];

    /// <summary>Makes all contexts but 0 one.</summary>
    public void Merge()
    {
        var all = CodePointSet.Union(_forbidden);
        _forbidden.RemoveRange(1, _forbidden.Count - 1);
        _forbidden.Add(all);
        for (var token = 0; token < _contextOf.Length; token++)
        {
            _contextOf[token] = Math.Min(_contextOf[token], 1);
        }
    }

    // The words that may stand where a word stands: all that can follow the same word, or start the text, and the word itself.
    private static LarkTokenSet[] Rivals(int count, LarkAdjacency adjacency)
    {
        var rivals = Enumerable.Range(0, count).Select(_ => new LarkTokenSet(count)).ToArray();
        foreach (var place in adjacency.Followers.Append(adjacency.Starters))
        {
            foreach (var token in place.Members())
            {
                rivals[token].Add(place);
            }
        }

        for (var token = 0; token < count; token++)
        {
            rivals[token].Add(token);
        }

        return rivals;
    }

    private int Context(CodePointSet forbidden)
    {
        for (var context = 0; context < _forbidden.Count; context++)
        {
            if (_forbidden[context].Ranges.SequenceEqual(forbidden.Ranges))
            {
                return context;
            }
        }

        _forbidden.Add(forbidden);
        return _forbidden.Count - 1;
    }
}
