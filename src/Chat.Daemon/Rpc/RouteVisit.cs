using Chat.Client.Profiles;
using Chat.Core.Backends;

namespace Chat.Daemon.Rpc;

/// <summary>What answers one request, for as long as it runs.</summary>
/// <param name="set">The profiles that it holds.</param>
/// <param name="reference">The model that is asked.</param>
/// <param name="backend">The backend.</param>
/// <param name="owned">A backend of this request alone; null when there is none.</param>
internal sealed class RouteVisit(RouteSet set, ModelReference reference, IChatBackend backend, IChatBackend? owned)
    : IAsyncDisposable
{
    /// <summary>The model that is asked.</summary>
    public ModelReference Reference => reference;

    /// <summary>The backend; this disposes of it, if anybody does.</summary>
    public IChatBackend Backend => backend;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (owned is not null)
            {
                await owned.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            set.Return();
        }
    }
}
