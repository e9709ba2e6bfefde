namespace Chat.Rpc.Framing;

/// <summary>What a reader of frames came to: a body, the end, or a fault.</summary>
/// <param name="Body">The body; valid until the next read.</param>
/// <param name="IsEnd">True when the bytes ended between two frames.</param>
/// <param name="Fault">What makes the frame unreadable, if anything.</param>
internal readonly record struct FrameRead(ReadOnlyMemory<byte> Body, bool IsEnd, FrameFault Fault)
{
    /// <summary>The end between two frames.</summary>
    public static FrameRead End { get; } = new(default, IsEnd: true, FrameFault.None);

    /// <summary>True when there is a body, though it may be empty.</summary>
    public bool HasBody => !IsEnd && Fault == FrameFault.None;

    /// <summary>A frame that cannot be read.</summary>
    /// <param name="fault">Why.</param>
    public static FrameRead Of(FrameFault fault) => new(default, IsEnd: false, fault);

    /// <summary>A frame.</summary>
    /// <param name="body">Its body.</param>
    public static FrameRead Of(ReadOnlyMemory<byte> body) => new(body, IsEnd: false, FrameFault.None);
}
