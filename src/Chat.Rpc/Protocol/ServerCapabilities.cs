namespace Chat.Rpc.Protocol;

/// <summary>What a server can do.</summary>
public sealed record ServerCapabilities
{
    /// <summary>The methods it answers.</summary>
    public required IReadOnlyList<string> Methods { get; init; }
}
