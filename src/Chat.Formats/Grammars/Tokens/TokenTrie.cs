namespace Chat.Formats.Grammars.Tokens;

/// <summary>The texts of tokens as one tree of bytes, written in the order of a walk through it. Immutable.</summary>
internal sealed class TokenTrie
{
    private readonly TokenTrieNode[] _nodes;
    private readonly int[] _nextSame;

    private TokenTrie(TokenTrieNode[] nodes, int[] nextSame) => (_nodes, _nextSame) = (nodes, nextSame);

    /// <summary>The nodes, each before those below it.</summary>
    public ReadOnlySpan<TokenTrieNode> Nodes => _nodes;

    /// <summary>For each token the next with the same text; below 0 when there is none.</summary>
    public ReadOnlySpan<int> NextSame => _nextSame;

    /// <summary>Builds a tree.</summary>
    /// <param name="count">How many tokens there are.</param>
    /// <param name="sorted">The tokens that have a text, sorted by it; no text is longer than <see cref="ushort.MaxValue"/> bytes.</param>
    /// <param name="textOf">A token's text.</param>
    public static TokenTrie Build(int count, ReadOnlySpan<int> sorted, Func<int, ReadOnlyMemory<byte>> textOf)
    {
        var nodes = new List<TokenTrieNode>(count * 2);
        var nextSame = new int[count];
        Array.Fill(nextSame, -1);
        var path = new List<int>();
        var before = ReadOnlyMemory<byte>.Empty;
        foreach (var token in sorted)
        {
            var text = textOf(token);
            var common = text.Span.CommonPrefixLength(before.Span);
            Close(nodes, path, common);
            for (var depth = common; depth < text.Length; depth++)
            {
                path.Add(nodes.Count);
                nodes.Add(new TokenTrieNode(0, -1, (ushort)depth, text.Span[depth]));
            }

            var last = nodes[path[^1]];
            nextSame[token] = last.Token;
            nodes[path[^1]] = last with { Token = token };
            before = text;
        }

        Close(nodes, path, 0);
        return new TokenTrie([.. nodes], nextSame);
    }

    /// <summary>The longest token that a text begins with.</summary>
    /// <param name="text">The text: bytes, up to the first number below 0.</param>
    /// <returns>The token and the length of its text; below 0 when there is none.</returns>
    public (int Token, int Length) Longest(ReadOnlySpan<int> text)
    {
        var (token, length) = (-1, 0);
        for (var (index, depth) = (0, 0); index < _nodes.Length && depth < text.Length; )
        {
            ref readonly var node = ref _nodes[index];
            if (node.Depth < depth)
            {
                break;
            }

            if (node.Value != text[depth])
            {
                index = node.Skip;
                continue;
            }

            (index, depth) = (index + 1, depth + 1);
            if (node.Token >= 0)
            {
                (token, length) = (node.Token, depth);
            }
        }

        return (token, length);
    }

    private static void Close(List<TokenTrieNode> nodes, List<int> path, int depth)
    {
        while (path.Count > depth)
        {
            nodes[path[^1]] = nodes[path[^1]] with { Skip = nodes.Count };
            path.RemoveAt(path.Count - 1);
        }
    }
}
