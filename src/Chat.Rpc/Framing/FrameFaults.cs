namespace Chat.Rpc.Framing;

/// <summary>The reason that a peer is told for each fault, one sentence.</summary>
internal static class FrameFaults
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="limits">The limits that hold.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fault"/> is none.</exception>
    public static string Reason(this FrameFault fault, FrameLimits limits) =>
        fault switch
        {
            FrameFault.LineTooLong => $"A header line is longer than {limits.HeaderLine} bytes.",
            FrameFault.HeadersTooLong => $"The header lines are longer than {limits.HeaderBlock} bytes together.",
            FrameFault.BareLineEnd =>
                "A header line does not end in a carriage return and a line feed, or holds one of them by itself.",
            FrameFault.MalformedHeader => "A header line is not a name, a colon and a value in printable ASCII.",
            FrameFault.MissingLength => "The header has no Content-Length.",
            FrameFault.DuplicateLength => "The header has Content-Length twice.",
            FrameFault.NegativeLength => "The Content-Length is negative.",
            FrameFault.LengthNotANumber => "The Content-Length is not a number in decimal digits.",
            FrameFault.BodyTooLong => $"The Content-Length is over {limits.Body} bytes.",
            FrameFault.WrongCharset => "The Content-Type names a character set other than utf-8.",
            FrameFault.Truncated => "The bytes end within a frame.",
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
}
