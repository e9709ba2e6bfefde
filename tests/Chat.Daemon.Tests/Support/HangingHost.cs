using System.Net.Sockets;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.Tests.Support;

/// <summary>What a door meets where an engine host hangs: a socket that takes clients and never says a word.</summary>
internal sealed class HangingHost : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public HangingHost(EngineHostAddress address)
    {
        address.Prepare();
        _socket.Bind(new UnixDomainSocketEndPoint(address.Endpoint));
        _socket.Listen();
    }

    /// <summary>Waits for a client that waits for its first answer; dispose of it at the end.</summary>
    public async Task<Socket> AcceptAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var client = await _socket.AcceptAsync(limit.Token);
        await client.ReceiveAsync(new byte[1], limit.Token);
        return client;
    }

    public void Dispose() => _socket.Dispose();
}
