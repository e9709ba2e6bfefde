using System.Buffers;
using System.Text.Unicode;

namespace Chat.Engine.Text;

/// <summary>
/// Makes text of bytes that come in pieces cut anywhere. A character whose bytes are not all there yet is held back, so that neither
/// a UTF-8 sequence nor a surrogate pair is ever split. Bytes that are no UTF-8 become U+FFFD, one for each maximal subpart, as the
/// WHATWG Encoding Standard and .NET do. A byte order mark is kept: it is text here.
/// Holds at most <see cref="MaxHeld"/> bytes. Not safe for use by several threads at once.
/// </summary>
internal sealed class Utf8Assembler
{
    /// <summary>The most bytes that are held back: a sequence of four without its last.</summary>
    public const int MaxHeld = 3;

    // Pieces are tokens, nearly always shorter than this; a longer one goes through the array pool.
    private const int StackLimit = 256;

    private readonly byte[] _held = new byte[MaxHeld];

    /// <summary>How many bytes are held back, 0 to <see cref="MaxHeld"/>.</summary>
    public int HeldBytes { get; private set; }

    /// <summary>Adds a piece.</summary>
    /// <param name="piece">The next bytes; may be empty.</param>
    /// <returns>The text of the characters that the piece completes; empty when there are none.</returns>
    public string Push(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty)
        {
            return string.Empty;
        }

        if (HeldBytes == 0)
        {
            return Decode(piece);
        }

        var length = HeldBytes + piece.Length;
        byte[]? rented = null;
        var joined = length <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(length);
        _held.AsSpan(0, HeldBytes).CopyTo(joined);
        piece.CopyTo(joined[HeldBytes..]);
        var text = Decode(joined[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return text;
    }

    /// <summary>Ends the text. The assembler may be used again after this, for another text.</summary>
    /// <returns>U+FFFD when a sequence was cut; else empty.</returns>
    public string Flush()
    {
        var wasCut = HeldBytes > 0;
        HeldBytes = 0;
        return wasCut ? "\uFFFD" : string.Empty;
    }

    private string Decode(ReadOnlySpan<byte> bytes)
    {
        // UTF-8 never has fewer bytes than the same text has UTF-16 code units, so a buffer of the same length always suffices.
        char[]? rented = null;
        var chars =
            bytes.Length <= StackLimit
                ? stackalloc char[StackLimit]
                : rented = ArrayPool<char>.Shared.Rent(bytes.Length);
        Utf8.ToUtf16(bytes, chars, out var read, out var written, replaceInvalidSequences: true, isFinalBlock: false);
        var rest = bytes[read..];
        rest.CopyTo(_held);
        HeldBytes = rest.Length;
        var text = new string(chars[..written]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return text;
    }
}
