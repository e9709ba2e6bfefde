using Chat.Core.Backends;

namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>status/get</c>, and params of <c>status/changed</c>.</summary>
public sealed record StatusResult
{
    /// <summary>The engine.</summary>
    public required EngineStatus Engine { get; init; }

    /// <summary>What runs and waits.</summary>
    public required QueueStatus Queue { get; init; }

    /// <summary>The models in memory; null for none.</summary>
    public IReadOnlyList<ModelDescription>? Models { get; init; }

    /// <summary>The model that answered last; null for none.</summary>
    public string? Model { get; init; }

    /// <summary>From the last request to its first token, in milliseconds; null for none yet.</summary>
    public double? LastLatencyMs { get; init; }

    /// <summary>Prompt tokens taken from a cache, in percent of all, 0 to 100; null for none yet.</summary>
    public double? ReusePercent { get; init; }

    /// <summary>The memory in use; null when not known.</summary>
    public MemoryStatus? Memory { get; init; }
}
