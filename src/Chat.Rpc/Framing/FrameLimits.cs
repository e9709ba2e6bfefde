namespace Chat.Rpc.Framing;

/// <summary>How large the parts of a frame may be, in bytes. What is over a limit is refused before room is made for it.</summary>
public sealed record FrameLimits
{
    /// <summary>The default limits.</summary>
    public static FrameLimits Default { get; } = new();

    /// <summary>The longest header line, with its line end. Default 8 KiB.</summary>
    public int HeaderLine { get; init; } = 8 * 1024;

    /// <summary>All header lines of a frame together, with the empty line that ends them. Default 64 KiB.</summary>
    public int HeaderBlock { get; init; } = 64 * 1024;

    /// <summary>The longest body. Default 32 MiB.</summary>
    public int Body { get; init; } = 32 * 1024 * 1024;
}
