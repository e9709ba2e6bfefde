namespace Chat.Testing.FakeServers;

/// <summary>One reply of a fake server: a head and a script of steps for the body.</summary>
public sealed record FakeReply
{
    /// <summary>The status code.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The <c>Content-Type</c>; null sends none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Further headers, in order. A name may come more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How the body's end is told.</summary>
    public FakeFraming Framing { get; init; } = FakeFraming.Chunked;

    /// <summary>The body's script. Steps behind a step that ends the reply are never played.</summary>
    public IReadOnlyList<FakeStep> Steps { get; init; } = [];

    /// <summary>A gate in front of the status line; null sends the head at once.</summary>
    public FakeGate? BeforeHead { get; init; }

    /// <summary>Every byte that the script's pieces hold, in order; those behind a cut included.</summary>
    public byte[] Body => [.. Steps.SelectMany(step => step.Bytes.ToArray())];

    /// <summary>The same reply with one more header.</summary>
    public FakeReply WithHeader(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    /// <summary>The same reply with another body.</summary>
    public FakeReply WithPieces(IEnumerable<ReadOnlyMemory<byte>> pieces) =>
        this with
        {
            Steps = [.. pieces.Select(FakeStep.Send)],
        };

    /// <summary>The same body cut into pieces by <paramref name="split"/>, a method of <see cref="Pieces"/>. Steps that are not sends are lost.</summary>
    public FakeReply Split(Func<ReadOnlyMemory<byte>, IEnumerable<ReadOnlyMemory<byte>>> split) =>
        WithPieces(split(Body));

    /// <summary>
    /// The same body up to <paramref name="length"/> bytes, then <paramref name="end"/> (<see cref="FakeStep.Cut"/>, <see cref="FakeStep.Reset"/>
    /// or <see cref="FakeStep.HoldOpen"/>). A Content-Length still counts the whole body.
    /// </summary>
    public FakeReply EndAfter(int length, FakeStep end)
    {
        ReadOnlyMemory<byte> body = Body;
        return this with { Steps = [FakeStep.Send(body[..length]), end, FakeStep.Send(body[length..])] };
    }
}
