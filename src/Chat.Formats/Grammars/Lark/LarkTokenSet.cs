using System.Numerics;

namespace Chat.Formats.Grammars.Lark;

/// <summary>A set of words by their numbers.</summary>
/// <param name="count">How many words there are.</param>
internal sealed class LarkTokenSet(int count)
{
    private readonly ulong[] _bits = new ulong[(count + 63) / 64];

    /// <summary>Adds a word.</summary>
    /// <param name="token">Its number.</param>
    public void Add(int token) => _bits[token / 64] |= 1UL << (token % 64);

    /// <summary>True when a word is in the set.</summary>
    /// <param name="token">Its number.</param>
    public bool Contains(int token) => (_bits[token / 64] & (1UL << (token % 64))) != 0;

    /// <summary>Adds all words of another set.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>True when one was new.</returns>
    public bool Add(LarkTokenSet other)
    {
        var changed = false;
        for (var index = 0; index < _bits.Length; index++)
        {
            changed |= (other._bits[index] & ~_bits[index]) != 0;
            _bits[index] |= other._bits[index];
        }

        return changed;
    }

    /// <summary>The words in rising order.</summary>
    public IEnumerable<int> Members()
    {
        for (var index = 0; index < _bits.Length; index++)
        {
            for (var bits = _bits[index]; bits != 0; bits &= bits - 1)
            {
                yield return (index * 64) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }
}
