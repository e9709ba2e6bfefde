using Chat.Engine.Scheduling;

namespace Chat.Engine.Models;

/// <summary>A model in memory, the thread that computes with it, and who uses it. Changed under the lock of <see cref="ModelHost"/>.</summary>
/// <param name="model">The model; owned.</param>
/// <param name="scheduler">Its thread; owned.</param>
/// <param name="bytes">What its weights and its cache take, in bytes.</param>
internal sealed class HostedModel(LoadedModel model, ModelScheduler scheduler, long bytes) : IDisposable
{
    /// <summary>The model.</summary>
    public LoadedModel Model { get; } = model;

    /// <summary>Its thread.</summary>
    public ModelScheduler Scheduler { get; } = scheduler;

    /// <summary>What its weights and its cache take, in bytes.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>How many requests use it; while there are any it stays in memory.</summary>
    public int Leases { get; set; }

    /// <summary>When it was last used, as a count of uses.</summary>
    public long LastUsed { get; set; }

    /// <summary>What it holds and does now.</summary>
    public LoadedModelStatus Status()
    {
        var now = Scheduler.Snapshot;
        return new LoadedModelStatus
        {
            Reference = Model.File.Reference,
            WeightBytes = Bytes - Model.CacheBytes,
            CacheBytes = Model.CacheBytes,
            CacheTokens = Model.CacheTokens,
            UsedTokens = now.UsedTokens,
            Running = now.Running,
            Waiting = now.Waiting,
            Parked = now.Parked,
            PromptTokens = now.PromptTokens,
            ReusedTokens = now.ReusedTokens,
            PutBack = now.PutBack,
            TokensPerSecond = now.TokensPerSecond,
            Threads = now.Threads,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Scheduler.Dispose();
        Model.Dispose();
    }
}
