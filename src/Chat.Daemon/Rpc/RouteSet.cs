using Chat.Client.Routing;

namespace Chat.Daemon.Rpc;

/// <summary>The profiles as one state of their file has them, with their backends. Closed when nobody holds it any more.</summary>
/// <param name="router">The router over them, which this owns.</param>
internal sealed class RouteSet(ChatRouter router)
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The one who made it holds it.
    private int _holders = 1;

    /// <summary>The router.</summary>
    public ChatRouter Router => router;

    /// <summary>Ends when the last holder has let go and all backends are closed; fails as their closing does.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Holds it.</summary>
    public void Rent() => Interlocked.Increment(ref _holders);

    /// <summary>Lets go of it.</summary>
    public void Return()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _ = CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await router.DisposeAsync().ConfigureAwait(false);
            _closed.TrySetResult();
        }
        catch (Exception error)
        {
            // Told to whoever waits for the end; in between nobody does.
            _closed.TrySetException(error);
        }
    }
}
