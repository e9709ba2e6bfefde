using Chat.Core.Errors;

namespace Chat.Rpc.EngineHost;

/// <content>What can be done before the first request.</content>
public sealed partial class EngineHostClient
{
    /// <summary>
    /// Connects to the host, if one is there, and makes ready what the first request needs, on other threads: for a program that has to
    /// do something else first. Starts no host; what fails here fails again, and is told, with the first request.
    /// </summary>
    public void Warm()
    {
        _ = Task.Run(ProtocolWarming.MakeReady);
        // Entered here: a request that comes meanwhile waits for this connection and makes no other.
        if (_door.Wait(0, CancellationToken.None))
        {
            _ = Task.Run(WarmAsync);
        }
    }

    private async Task WarmAsync()
    {
        try
        {
            if (
                _current is null
                && !_isDisposed
                && await _orders.FindAsync(CancellationToken.None).ConfigureAwait(false) is { } host
            )
            {
                if (IsFit(host))
                {
                    _current = host;
                }
                else
                {
                    await host.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
        catch (ChatException)
        {
            // The first request meets the same, and says so.
        }
        finally
        {
            _door.Release();
        }
    }
}
