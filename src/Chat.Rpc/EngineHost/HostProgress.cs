using Chat.Rpc.Protocol;

namespace Chat.Rpc.EngineHost;

/// <summary>A line of progress that is open as long as its request.</summary>
internal sealed class HostProgress : IDisposable
{
    private readonly HostConnection _host;

    /// <summary>Opens the line.</summary>
    /// <param name="host">The host that reports.</param>
    /// <param name="reader">Who is told; null for nobody.</param>
    public HostProgress(HostConnection host, IProgress<ProgressValue>? reader)
    {
        _host = host;
        Token = reader is null ? null : host.Client.Connection.Progress.Open(reader);
    }

    /// <summary>Its token; null when nobody is told.</summary>
    public RpcId? Token { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Token is { } token)
        {
            _host.Client.Connection.Progress.Close(token);
        }
    }
}
