namespace Chat.Http.Lines;

/// <summary>The byte order mark of UTF-8, which means nothing there and which no JSON reader takes. Source: RFC 8259 section 8.1.</summary>
internal static class ByteOrderMark
{
    /// <summary>A text without the mark that may stand before it.</summary>
    /// <param name="utf8">The text.</param>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith("\uFEFF"u8) ? utf8["\uFEFF"u8.Length..] : utf8;
}
