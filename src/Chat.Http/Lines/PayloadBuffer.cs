using System.Buffers;

namespace Chat.Http.Lines;

/// <summary>
/// The payload of one item. A payload that came in one piece is lent, not copied; a second piece, or the need to keep the first,
/// moves it into one growing array that later items use again.
/// </summary>
/// <param name="maxBytes">The most it will be asked to hold; the array is never made larger on a guess.</param>
internal sealed class PayloadBuffer(int maxBytes)
{
    /// <summary>
    /// An array above this size, 1 MiB, is neither pooled nor kept for the next item: one image must not tie up its size for good.
    /// </summary>
    private const int LargestKeptBytes = 1 << 20;

    private const int SmallestBytes = 1 << 10;

    private byte[] _array = [];
    private ReadOnlyMemory<byte> _lent;
    private int _length;

    /// <summary>The payload. Good until anything else is called here, and while the lender keeps what it lent.</summary>
    public ReadOnlyMemory<byte> Memory => _lent.IsEmpty ? _array.AsMemory(0, _length) : _lent;

    /// <summary>How many bytes the payload has.</summary>
    public int Length => _lent.Length + _length;

    /// <summary>Adds a piece: the first is lent until <see cref="Keep"/>, the others are copied.</summary>
    /// <param name="bytes">The piece.</param>
    public void Append(ReadOnlyMemory<byte> bytes)
    {
        if (Length == 0)
        {
            _lent = bytes;
            return;
        }

        Keep();
        Copy(bytes.Span);
    }

    /// <summary>Adds one byte.</summary>
    /// <param name="value">The byte.</param>
    public void Append(byte value)
    {
        Keep();
        Copy([value]);
    }

    /// <summary>Copies what was lent. To be called before the lender takes it back.</summary>
    public void Keep()
    {
        if (!_lent.IsEmpty)
        {
            var lent = _lent;
            _lent = default;
            Copy(lent.Span);
        }
    }

    /// <summary>Empties the payload for the next item.</summary>
    public void Clear()
    {
        _lent = default;
        _length = 0;
        if (_array.Length > LargestKeptBytes)
        {
            _array = [];
        }
    }

    /// <summary>Empties the payload and gives its array back to the pool.</summary>
    public void Release()
    {
        Clear();
        Discard(_array);
        _array = [];
    }

    private static void Discard(byte[] array)
    {
        if (array.Length is > 0 and <= LargestKeptBytes)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        if (_array.Length - _length < bytes.Length)
        {
            Grow(_length + bytes.Length);
        }

        bytes.CopyTo(_array.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Grow(int needed)
    {
        var size = Math.Max(needed, NextSize(_array.Length, maxBytes));
        var larger =
            size <= LargestKeptBytes ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);
        _array.AsSpan(0, _length).CopyTo(larger);
        Discard(_array);
        _array = larger;
    }

    /// <summary>
    /// Small arrays double. Large ones grow fourfold, and straight to the bound from an eighth of it: then all the arrays of one growth
    /// together, were none collected meanwhile, stay below twice the bound.
    /// </summary>
    private static int NextSize(int size, int bound) =>
        size < LargestKeptBytes ? Math.Max(SmallestBytes, size * 2)
        : (long)size * 8 >= bound ? bound
        : size * 4;
}
