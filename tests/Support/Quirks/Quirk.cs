using System.Globalization;
using System.Text;
using Chat.Testing.FakeServers;

namespace Chat.Testing.Quirks;

/// <summary>One body that a server was seen to send, and what a correct client makes of it.</summary>
public sealed record Quirk
{
    /// <summary>The mark that <see cref="PaddedBody"/> replaces.</summary>
    public const string PadMark = "@@PAD@@";

    /// <summary>The name of its files, number included, such as <c>15-usage-behind-finish</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the body is.</summary>
    public required QuirkFormat Format { get; init; }

    /// <summary>The body as its file has it, with LF newlines. Small: a byte-by-byte run of it is quick.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>How the server sends it and what a correct client makes of it.</summary>
    public required QuirkExpectation Expected { get; init; }

    /// <summary>Its number in the table of quirks, 1 to 50. Several quirks may share one.</summary>
    public int Number => int.Parse(Name.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The newlines it can be sent with and still mean the same.</summary>
    public IReadOnlyList<QuirkNewline> Newlines =>
        Format switch
        {
            QuirkFormat.Sse => [QuirkNewline.Lf, QuirkNewline.CrLf, QuirkNewline.Cr],
            QuirkFormat.NdJson => [QuirkNewline.Lf, QuirkNewline.CrLf],
            _ => [QuirkNewline.Lf],
        };

    /// <summary>The body with other newlines. JSON texts hold no raw newline, so only those between lines change.</summary>
    public ReadOnlyMemory<byte> BodyWith(QuirkNewline newline) =>
        newline switch
        {
            QuirkNewline.Lf => Body,
            QuirkNewline.CrLf => Encode(Text.ReplaceLineEndings("\r\n")),
            _ => Encode(Text.Replace('\n', '\r')),
        };

    /// <summary>The body with its mark blown up to <see cref="QuirkServer.PadBytes"/> letters <c>x</c>; the mark in the expected text stands for the same.</summary>
    public ReadOnlyMemory<byte> PaddedBody() =>
        Encode(Text.Replace(PadMark, new string('x', Expected.Server.PadBytes), StringComparison.Ordinal));

    /// <summary>The reply of a fake server that sends it.</summary>
    /// <param name="newline">The newlines.</param>
    /// <param name="split">How to cut the body, a method of <see cref="Pieces"/>; null for whole.</param>
    public FakeReply ToReply(
        QuirkNewline newline = QuirkNewline.Lf,
        Func<ReadOnlyMemory<byte>, IEnumerable<ReadOnlyMemory<byte>>>? split = null
    )
    {
        var reply = new FakeReply
        {
            Status = Expected.Status,
            ContentType = Expected.ContentType,
            Headers = [.. Expected.Headers],
        }.WithPieces([BodyWith(newline)]);
        reply = Expected.Server.Gzip ? FakeReplies.Gzip(reply) : reply;
        reply = reply.Split(split ?? Pieces.Whole);
        return Expected.Server.KeepOpen ? reply with { Steps = [.. reply.Steps, FakeStep.HoldOpen] } : reply;
    }

    /// <summary>The name, so that a test's report tells which quirk it was.</summary>
    public override string ToString() => Name;

    private string Text => Encoding.UTF8.GetString(Body.Span);

    private static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text);
}
