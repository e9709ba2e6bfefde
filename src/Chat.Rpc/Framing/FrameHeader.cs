using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Chat.Rpc.Framing;

/// <summary>
/// The header of one frame, line by line. Names are compared without regard to case; headers it does not know are passed over.
/// Source: LSP 3.17, "Base Protocol", "Header Part".
/// </summary>
internal struct FrameHeader
{
    private static readonly SearchValues<byte> Printable = SearchValues.Create(
        "\t !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8
    );

    private bool _hasLength;

    /// <summary>The length of the body in bytes; 0 until its line came.</summary>
    public int Length { get; private set; }

    /// <summary>True once <c>Content-Length</c> came.</summary>
    public readonly bool HasLength => _hasLength;

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line without its end; not empty.</param>
    /// <param name="bodyLimit">The longest body, in bytes.</param>
    /// <returns>What is wrong with it, if anything.</returns>
    public FrameFault Add(ReadOnlySpan<byte> line, int bodyLimit)
    {
        if (line.Contains((byte)'\r'))
        {
            return FrameFault.BareLineEnd;
        }

        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line.ContainsAnyExcept(Printable) || line[..colon].ContainsAny((byte)' ', (byte)'\t'))
        {
            return FrameFault.MalformedHeader;
        }

        var value = line[(colon + 1)..].Trim(" \t"u8);
        if (Ascii.EqualsIgnoreCase(line[..colon], "Content-Length"u8))
        {
            return AddLength(value, bodyLimit);
        }

        return Ascii.EqualsIgnoreCase(line[..colon], "Content-Type"u8) && !IsUtf8(value)
            ? FrameFault.WrongCharset
            : FrameFault.None;
    }

    private FrameFault AddLength(ReadOnlySpan<byte> value, int bodyLimit)
    {
        if (_hasLength)
        {
            return FrameFault.DuplicateLength;
        }

        var isNegative = value.StartsWith("-"u8);
        var digits = isNegative ? value[1..] : value;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return FrameFault.LengthNotANumber;
        }

        if (isNegative)
        {
            return FrameFault.NegativeLength;
        }

        // Digits alone fail to parse only where the number does not fit.
        if (!Utf8Parser.TryParse(digits, out long length, out _) || length > bodyLimit)
        {
            return FrameFault.BodyTooLong;
        }

        _hasLength = true;
        Length = (int)length;
        return FrameFault.None;
    }

    // "utf8" is what early versions of LSP wrote; the specification asks to take it.
    private static bool IsUtf8(ReadOnlySpan<byte> value)
    {
        for (var rest = value; ; )
        {
            var end = rest.IndexOf((byte)';');
            if (end < 0)
            {
                return true;
            }

            rest = rest[(end + 1)..].TrimStart(" \t"u8);
            if (rest.Length >= 8 && Ascii.EqualsIgnoreCase(rest[..8], "charset="u8))
            {
                var next = rest.IndexOf((byte)';');
                var charset = (next < 0 ? rest[8..] : rest[8..next]).Trim(" \t\""u8);
                return Ascii.EqualsIgnoreCase(charset, "utf-8"u8) || Ascii.EqualsIgnoreCase(charset, "utf8"u8);
            }
        }
    }
}
