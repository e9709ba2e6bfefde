namespace Chat.Rpc.Protocol;

/// <summary>The state of the engine.</summary>
public sealed record EngineStatus
{
    /// <summary><c>absent</c>, <c>starting</c>, <c>ready</c>, <c>draining</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>The engine's process; null when there is none.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The engine's version; null when not known.</summary>
    public string? Version { get; init; }

    /// <summary>What is wrong, one sentence; null when nothing is.</summary>
    public string? Message { get; init; }
}
