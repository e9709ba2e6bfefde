namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>profiles/test</c>.</summary>
public sealed record ProfilesTestResult
{
    /// <summary>True when the server answered.</summary>
    public required bool Ok { get; init; }

    /// <summary>How long the answer took, in milliseconds; null without one.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>How many models the server listed; null without an answer.</summary>
    public int? Models { get; init; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public RpcError? Error { get; init; }
}
