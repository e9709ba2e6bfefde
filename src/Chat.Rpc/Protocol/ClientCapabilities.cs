namespace Chat.Rpc.Protocol;

/// <summary>What a client can take.</summary>
public sealed record ClientCapabilities
{
    /// <summary>True when <c>$/progress</c> may be sent to it. Default: false.</summary>
    public bool Progress { get; init; }

    /// <summary>True when <c>status/changed</c> may be sent to it. Default: false.</summary>
    public bool Status { get; init; }
}
