using Chat.Rpc.Framing;

namespace Chat.Rpc.Dispatch;

/// <summary>How a connection behaves.</summary>
public sealed record RpcConnectionOptions
{
    /// <summary>How many levels a message may be nested; the message itself is the first.</summary>
    public const int MaxDepth = 64;

    /// <summary>How many bytes of a stream may wait to be sent, beside one chunk that is larger by itself.</summary>
    public const int StreamBuffer = 64 * 1024;

    /// <summary>How many bytes of requests, answers and notifications may wait to be sent, beside one message that is larger by itself.</summary>
    public const int ControlBuffer = 8 * 1024 * 1024;

    /// <summary>Which end this is. Default: client.</summary>
    public RpcRole Role { get; init; } = RpcRole.Client;

    /// <summary>The other end, as it reads within a sentence. Default: <c>the peer</c>.</summary>
    public string PeerName { get; init; } = "the peer";

    /// <summary>How large frames may be.</summary>
    public FrameLimits Limits { get; init; } = FrameLimits.Default;

    /// <summary>How many requests may be open in each direction: more from the peer are refused, more to the peer wait. Default 256.</summary>
    public int MaxOpenRequests { get; init; } = 256;

    /// <summary>How many pieces of a stream may be on the way to this end unused, 1 to 1,024. Default 32.</summary>
    public int StreamWindow { get; init; } = 32;

    /// <summary>
    /// How long after a piece of a stream the next one leaves at the earliest, so that chunks of a quick writer leave together. A chunk that
    /// comes later than that after the last piece leaves at once, as the first one, the last one and a full buffer do. Default zero: none waits.
    /// </summary>
    public TimeSpan ChunkInterval { get; init; } = TimeSpan.Zero;

    /// <summary>How long a cancelled caller waits for the answer that the peer owes it. Default 5 seconds.</summary>
    public TimeSpan CancelLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the last answers may take to leave when the connection ends. Default 2 seconds.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Who is told what passes; null for nobody.</summary>
    public IRpcTrace? Trace { get; init; }

    /// <summary>What is wrong with the values, one sentence; null when nothing is.</summary>
    internal string? Fault =>
        string.IsNullOrWhiteSpace(PeerName) ? "The peer's name is empty."
        : MaxOpenRequests < 1 ? "At least one request may be open."
        : StreamWindow is < 1 or > 1024 ? "A stream's window is 1 to 1,024."
        : CancelLimit < TimeSpan.Zero || DrainLimit < TimeSpan.Zero || ChunkInterval < TimeSpan.Zero
            ? "A limit of time is negative."
        : null;
}
