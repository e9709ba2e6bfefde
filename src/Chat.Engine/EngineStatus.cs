namespace Chat.Engine;

/// <summary>What an engine holds and does at one moment.</summary>
public sealed record EngineStatus
{
    /// <summary>The models in memory, the one used last first.</summary>
    public required IReadOnlyList<LoadedModelStatus> Models { get; init; }

    /// <summary>What the weights and caches of all models take, in bytes.</summary>
    public long Bytes => Models.Sum(model => model.WeightBytes + model.CacheBytes);

    /// <summary>What they may take before one that is not in use is unloaded for another, in bytes.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>Requests that are open, those that wait for a model to load included.</summary>
    public required int OpenRequests { get; init; }

    /// <summary>The most requests that may be open; one more is refused.</summary>
    public required int MaxOpenRequests { get; init; }
}
