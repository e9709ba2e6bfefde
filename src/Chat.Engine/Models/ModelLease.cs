using Chat.Engine.Scheduling;

namespace Chat.Engine.Models;

/// <summary>The right to use a model in memory; it stays there until the lease is disposed of.</summary>
/// <param name="hosted">The model.</param>
/// <param name="loadTime">How long it took to load for this lease; null when it was loaded already.</param>
/// <param name="end">Called once, at the end.</param>
internal sealed class ModelLease(HostedModel hosted, TimeSpan? loadTime, Action<HostedModel> end) : IDisposable
{
    private int _ended;

    /// <summary>The model.</summary>
    public LoadedModel Model => hosted.Model;

    /// <summary>Its thread.</summary>
    public ModelScheduler Scheduler => hosted.Scheduler;

    /// <summary>How long the model took to load for this lease; null when it was loaded already.</summary>
    public TimeSpan? LoadTime { get; } = loadTime;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            end(hosted);
        }
    }
}
