namespace Chat.Formats.Grammars.Tokens;

/// <summary>A set of a vocabulary's tokens, a bit each.</summary>
/// <param name="size">How many tokens the vocabulary has.</param>
internal sealed class TokenMask(int size)
{
    private readonly ulong[] _words = new ulong[(size + 63) / 64];

    /// <summary>How many tokens the vocabulary has.</summary>
    public int Size { get; } = size;

    /// <summary>The bits: token t is bit t % 64 of word t / 64.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Whether a token is in the set.</summary>
    /// <param name="token">The token's number: 0 or more, below <see cref="Size"/>.</param>
    public bool this[int token] => (_words[token >> 6] >> (token & 63) & 1) != 0;

    /// <summary>How many tokens are in the set.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += System.Numerics.BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>Empties the set.</summary>
    public void Clear() => Array.Clear(_words);

    /// <summary>Puts a token into the set.</summary>
    /// <param name="token">The token's number: 0 or more, below <see cref="Size"/>.</param>
    public void Add(int token) => _words[token >> 6] |= 1ul << (token & 63);

    /// <summary>Takes a token out of the set.</summary>
    /// <param name="token">The token's number: 0 or more, below <see cref="Size"/>.</param>
    public void Remove(int token) => _words[token >> 6] &= ~(1ul << (token & 63));

    /// <summary>Puts the tokens of another set into this one.</summary>
    /// <param name="other">A set of the same size.</param>
    public void AddAll(TokenMask other)
    {
        for (var index = 0; index < _words.Length; index++)
        {
            _words[index] |= other._words[index];
        }
    }

    /// <summary>Makes this set equal to another.</summary>
    /// <param name="other">A set of the same size.</param>
    public void CopyFrom(TokenMask other) => other._words.CopyTo(_words, 0);
}
