using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>
/// The tokens of one decode. The arrays are allocated once, pinned, and reused, so that a decode allocates nothing.
/// Not safe for use by several threads at once.
/// </summary>
internal sealed class TokenBatch
{
    private readonly int[] _tokens;
    private readonly int[] _positions;
    private readonly int[] _sequences;
    private readonly int[] _sequenceCounts;
    private readonly nint[] _sequencePointers;
    private readonly sbyte[] _outputs;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="capacity">The most tokens it can hold.</param>
    public TokenBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _tokens = Pinned<int>(capacity);
        _positions = Pinned<int>(capacity);
        _sequences = Pinned<int>(capacity);
        _sequenceCounts = Pinned<int>(capacity);
        _sequencePointers = Pinned<nint>(capacity);
        _outputs = Pinned<sbyte>(capacity);
        Array.Fill(_sequenceCounts, 1);
        for (var index = 0; index < capacity; index++)
        {
            _sequencePointers[index] = Marshal.UnsafeAddrOfPinnedArrayElement(_sequences, index);
        }
    }

    /// <summary>The most tokens the batch can hold.</summary>
    public int Capacity => _tokens.Length;

    /// <summary>How many tokens the batch holds.</summary>
    public int Count { get; private set; }

    /// <summary>A token of the batch, as it was added.</summary>
    /// <param name="index">Its index, 0 to <see cref="Count"/> − 1.</param>
    public BatchedToken this[int index] =>
        index >= 0 && index < Count
            ? new BatchedToken(_tokens[index], _positions[index], _sequences[index], _outputs[index] != 0)
            : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Adds a token.</summary>
    /// <param name="token">The token's id.</param>
    /// <param name="position">Its place in its sequence, from 0.</param>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="output">True when the logits after it are wanted.</param>
    /// <returns>The token's index in the batch, by which its logits are read.</returns>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public int Add(int token, int position, int sequence, bool output)
    {
        if (Count == Capacity)
        {
            throw new InvalidOperationException($"The batch holds {Capacity} tokens and is full.");
        }

        _tokens[Count] = token;
        _positions[Count] = position;
        _sequences[Count] = sequence;
        _outputs[Count] = output ? (sbyte)1 : (sbyte)0;
        return Count++;
    }

    /// <summary>Empties the batch.</summary>
    public void Clear() => Count = 0;

    /// <summary>The batch as the native side reads it; valid while this object lives.</summary>
    public NativeBatch ToNative() =>
        new()
        {
            TokenCount = Count,
            Tokens = Marshal.UnsafeAddrOfPinnedArrayElement(_tokens, 0),
            Positions = Marshal.UnsafeAddrOfPinnedArrayElement(_positions, 0),
            SequenceCounts = Marshal.UnsafeAddrOfPinnedArrayElement(_sequenceCounts, 0),
            SequenceIds = Marshal.UnsafeAddrOfPinnedArrayElement(_sequencePointers, 0),
            Outputs = Marshal.UnsafeAddrOfPinnedArrayElement(_outputs, 0),
        };

    private static T[] Pinned<T>(int length) => GC.AllocateArray<T>(length, pinned: true);
}
