using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
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

    /// <summary>The tokens added so far.</summary>
    public int Count => _added;

    /// <summary>
    /// Adds the tokens that lie whole in a span, each a 64-bit length and its bytes, up to one that is too long. One call for many: a vocabulary has 50,000 and
    /// more, and a call for each would take longer than the rest of the header.
    /// </summary>
    /// <param name="ahead">The bytes from a length on.</param>
    /// <param name="most">The most tokens to add.</param>
    /// <param name="bytes">The bytes that were used.</param>
    /// <returns>False when the vocabulary already has the last one.</returns>
    public bool AddWhole(ReadOnlySpan<byte> ahead, int most, out int bytes)
    {
        bytes = 0;
        for (var token = 0; token < most && ahead.Length - bytes >= sizeof(ulong); token++)
        {
            var length = BinaryPrimitives.ReadUInt64LittleEndian(ahead[bytes..]);
            if (length > GgufLimits.MaxTokenBytes || (int)length > ahead.Length - bytes - sizeof(ulong))
            {
                break;
            }

            var start = bytes + sizeof(ulong);
            bytes = start + (int)length;
            if (!Add(ahead[start..bytes]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds the next token. As in the native loader a token ends at its first zero byte, and an empty one gets a name.</summary>
    /// <param name="token">The token's bytes.</param>
    /// <returns>False when the vocabulary already has it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(ReadOnlySpan<byte> token)
    {
        var zero = token.IndexOf((byte)0);
        var hash =
            zero < 0 && !token.IsEmpty ? Hash(token)
            : zero > 0 ? Hash(token[..zero])
            : HashOfEmpty(_added);
        _added++;
        var mask = (uint)_slots.Length - 1;
        var slot = (uint)hash & mask;
        while (_slots[slot] != 0)
        {
            if (_slots[slot] == hash)
            {
                return false;
            }

            slot = (slot + 1) & mask;
        }

        _slots[slot] = hash;
        return true;
    }

    private static ulong HashOfEmpty(int index)
    {
        Span<byte> name = stackalloc byte[24];
        Utf8.TryWrite(name, $"[EMPTY_{index}]", out var written);
        return Hash(name[..written]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<byte> token)
    {
        var hash = (ulong)token.Length * Multiplier;
        var at = 0;
        for (; token.Length - at >= sizeof(ulong); at += sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(token[at..]));
        }

        ulong tail = 0;
        for (; at < token.Length; at++)
        {
            tail = (tail << 8) | token[at];
        }

        hash = Mix(hash, tail);
        hash = Mix(hash, hash >> 29);
        return hash == 0 ? 1 : hash; // 0 marks a free slot
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong word)
    {
        var mixed = (hash ^ word) * Multiplier;
        return (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93;
    }
}
