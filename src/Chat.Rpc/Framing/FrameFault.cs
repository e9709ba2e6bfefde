namespace Chat.Rpc.Framing;

/// <summary>
/// What makes a frame unreadable. After any of these the end of the frame is not known, so the connection ends: a reader that looked for
/// the next frame could take text for orders. Source: LSP 3.17, "Base Protocol"; the limits are this project's.
/// </summary>
public enum FrameFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>A header line is longer than <see cref="FrameLimits.HeaderLine"/>.</summary>
    LineTooLong,

    /// <summary>The header lines together are longer than <see cref="FrameLimits.HeaderBlock"/>.</summary>
    HeadersTooLong,

    /// <summary>A header line ends in a line feed without a carriage return, or holds a carriage return by itself.</summary>
    BareLineEnd,

    /// <summary>A header line has no colon or no name, or holds a byte that is not printable ASCII.</summary>
    MalformedHeader,

    /// <summary>There is no <c>Content-Length</c>.</summary>
    MissingLength,

    /// <summary><c>Content-Length</c> stands twice.</summary>
    DuplicateLength,

    /// <summary><c>Content-Length</c> is negative.</summary>
    NegativeLength,

    /// <summary><c>Content-Length</c> is not a number in decimal digits.</summary>
    LengthNotANumber,

    /// <summary><c>Content-Length</c> is over <see cref="FrameLimits.Body"/>.</summary>
    BodyTooLong,

    /// <summary><c>Content-Type</c> names a character set other than UTF-8.</summary>
    WrongCharset,

    /// <summary>The bytes end within a frame.</summary>
    Truncated,
}
