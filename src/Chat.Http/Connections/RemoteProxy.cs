using System.Net;

namespace Chat.Http.Connections;

/// <summary>
/// A proxy for every host but this machine. The platform's own <see cref="WebProxy"/>, told to leave local addresses out, also leaves out
/// every name without a dot, which in many networks are servers that only the proxy reaches.
/// </summary>
/// <param name="address">The proxy.</param>
internal sealed class RemoteProxy(Uri address) : IWebProxy
{
    /// <summary>Always null: a proxy that asks for a login is set by the system's own variables.</summary>
    public ICredentials? Credentials
    {
        get => null;
        set { }
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => host.IsLoopback;
}
