using System.Buffers.Binary;
using System.Numerics;
using System.Text.Unicode;

namespace Chat.Engine.Gguf;

/// <summary>
/// Finds a token that a vocabulary holds twice: the native loader aborts the process on one. Keeps 64 bits of each token, not the
/// token, so a sound vocabulary of 260,000 is taken for one with a double by a chance of about one in 500 million.
/// </summary>
/// <param name="count">The tokens to come; the bound is <see cref="GgufLimits.MaxVocabulary"/>.</param>
internal sealed class GgufTokenSet(int count)
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    // At most half full, so that a free slot is near.
    private readonly ulong[] _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 1) * 2)];
    private int _added;

    /// <summary>Adds the next token. As in the native loader a token ends at its first zero byte, and an empty one gets a name.</summary>
    /// <param name="token">The token's bytes.</param>
    /// <returns>False when the vocabulary already has it.</returns>
    public bool Add(scoped ReadOnlySpan<byte> token)
    {
        var zero = token.IndexOf((byte)0);
        token = zero < 0 ? token : token[..zero];
        Span<byte> named = stackalloc byte[24];
        if (token.IsEmpty && Utf8.TryWrite(named, $"[EMPTY_{_added}]", out var written))
        {
            token = named[..written];
        }

        _added++;
        return AddHash(Hash(token));
    }

    private bool AddHash(ulong hash)
    {
        var mask = (uint)_slots.Length - 1;
        for (var slot = (uint)hash & mask; ; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == hash)
            {
                return false;
            }

            if (_slots[slot] == 0)
            {
                _slots[slot] = hash;
                return true;
            }
        }
    }

    private static ulong Hash(ReadOnlySpan<byte> token)
    {
        var hash = (ulong)token.Length * Multiplier;
        for (; token.Length >= sizeof(ulong); token = token[sizeof(ulong)..])
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(token));
        }

        ulong tail = 0;
        foreach (var value in token)
        {
            tail = (tail << 8) | value;
        }

        hash = Mix(hash, tail);
        hash = Mix(hash, hash >> 29);
        return hash == 0 ? 1 : hash; // 0 marks a free slot
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        var mixed = (hash ^ word) * Multiplier;
        return (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93;
    }
}
