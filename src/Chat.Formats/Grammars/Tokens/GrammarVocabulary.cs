using System.Buffers.Binary;

namespace Chat.Formats.Grammars.Tokens;

/// <summary>The tokens of a model as grammars see them: their texts in UTF-8 and which of them end a text. Immutable; built once per model.</summary>
internal sealed class GrammarVocabulary
{
    /// <summary>The longest text of a token that is looked at, in bytes: a longer one never fits.</summary>
    public const int MaxTokenBytes = 1024;

    private readonly ReadOnlyMemory<byte>[] _texts;
    private readonly bool[] _isEnd;
    private readonly int[] _sorted;

    /// <summary>Builds a vocabulary.</summary>
    /// <param name="texts">Each token's text in UTF-8, which may begin and end inside a character; empty for a token that has none, as control tokens.</param>
    /// <param name="endTokens">The tokens that end a text: they fit exactly where a text is whole.</param>
    /// <param name="literalTexts">The texts of special tokens that may stand in a grammar's text, as <c>&lt;tool_call&gt;</c>; each replaces the token's text.</param>
    /// <exception cref="ArgumentOutOfRangeException">A token in <paramref name="endTokens"/> or <paramref name="literalTexts"/> is not in the vocabulary.</exception>
    public GrammarVocabulary(
        IReadOnlyList<ReadOnlyMemory<byte>> texts,
        IEnumerable<int> endTokens,
        IReadOnlyDictionary<int, string>? literalTexts = null
    )
    {
        _texts = [.. texts];
        _isEnd = new bool[_texts.Length];
        foreach (var token in endTokens)
        {
            _isEnd[Checked(token, nameof(endTokens))] = true;
        }

        foreach (var (token, text) in literalTexts ?? new Dictionary<int, string>())
        {
            _texts[Checked(token, nameof(literalTexts))] = System.Text.Encoding.UTF8.GetBytes(text);
        }

        TextTokens = new TokenMask(_texts.Length);
        EndTokens = new TokenMask(_texts.Length);
        Classify();
        _sorted = SortByText();
        Trie = TokenTrie.Build(_texts.Length, _sorted, token => _texts[token]);
        // What a JSON string may hold without an escape; and words, which most other free text may hold.
        Slices =
        [
            Slice(character => character is not ('"' or '\\')),
            Slice(character => character == ' ' || char.IsAsciiLetterOrDigit(character)),
        ];
    }

    /// <summary>How many tokens there are.</summary>
    public int Count => _texts.Length;

    /// <summary>The length of the longest text, in bytes.</summary>
    public int Longest { get; private set; }

    /// <summary>True when each byte is a token, so that every text can be written in as many tokens as it has bytes.</summary>
    public bool HasAllBytes { get; private set; }

    /// <summary>The tokens that have a text.</summary>
    public TokenMask TextTokens { get; }

    /// <summary>The tokens that end a text.</summary>
    public TokenMask EndTokens { get; }

    /// <summary>The texts as a tree.</summary>
    public TokenTrie Trie { get; }

    /// <summary>Tokens that many states allow all together, the greatest first.</summary>
    public IReadOnlyList<TokenSlice> Slices { get; }

    /// <summary>Whether a token ends a text.</summary>
    /// <param name="token">The token's number.</param>
    public bool IsEnd(int token) => _isEnd[token];

    /// <summary>A token's text in UTF-8; empty when it has none or ends a text.</summary>
    /// <param name="token">The token's number.</param>
    public ReadOnlySpan<byte> TextOf(int token) => _texts[token].Span;

    /// <summary>The tokens that have a text: one, none or several.</summary>
    /// <param name="text">The text in UTF-8, not empty.</param>
    public ReadOnlySpan<int> Find(ReadOnlySpan<byte> text)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = TextOf(_sorted[middle]).SequenceCompareTo(text) < 0 ? (middle + 1, high) : (low, middle);
        }

        var end = low;
        while (end < _sorted.Length && TextOf(_sorted[end]).SequenceEqual(text))
        {
            end++;
        }

        return _sorted.AsSpan(low, end - low);
    }

    /// <summary>Sorts the tokens into those that have a text, those that end one and the rest.</summary>
    private void Classify()
    {
        var bytes = new HashSet<byte>();
        for (var token = 0; token < _texts.Length; token++)
        {
            if (_isEnd[token] || _texts[token].Length > MaxTokenBytes)
            {
                _texts[token] = default;
            }

            if (_isEnd[token])
            {
                EndTokens.Add(token);
            }
            else if (!_texts[token].IsEmpty)
            {
                TextTokens.Add(token);
                Longest = Math.Max(Longest, _texts[token].Length);
                if (_texts[token].Length == 1)
                {
                    bytes.Add(_texts[token].Span[0]);
                }
            }
        }

        HasAllBytes = bytes.Count == 256;
    }

    /// <summary>The tokens that have a text, sorted by their first eight bytes as one number and only then, where these are equal, byte by byte.</summary>
    private int[] SortByText()
    {
        int[] tokens = [.. Enumerable.Range(0, _texts.Length).Where(token => !_texts[token].IsEmpty)];
        var keys = new ulong[tokens.Length];
        Span<byte> first = stackalloc byte[sizeof(ulong)];
        for (var index = 0; index < tokens.Length; index++)
        {
            var text = _texts[tokens[index]].Span;
            first.Clear();
            text[..Math.Min(text.Length, first.Length)].CopyTo(first);
            keys[index] = BinaryPrimitives.ReadUInt64BigEndian(first);
        }

        Array.Sort(keys, tokens);
        var byText = Comparer<int>.Create((left, right) => _texts[left].Span.SequenceCompareTo(_texts[right].Span));
        for (var start = 0; start < tokens.Length; )
        {
            var end = start + 1;
            while (end < tokens.Length && keys[end] == keys[start])
            {
                end++;
            }

            Array.Sort(tokens, start, end - start, byText);
            start = end;
        }

        return tokens;
    }

    private TokenSlice Slice(Func<char, bool> isMember)
    {
        var printable = Enumerable.Range(' ', '~' - ' ' + 1).Select(value => (char)value);
        return new TokenSlice(printable.Where(isMember), _texts.Length, _sorted, token => _texts[token]);
    }

    private int Checked(int token, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, _texts.Length, name);
        return token;
    }
}
