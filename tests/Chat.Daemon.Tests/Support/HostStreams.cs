using System.IO.Pipes;
using System.Net.Sockets;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.Tests.Support;

/// <summary>Bare connections to an engine host, on which nothing is said yet.</summary>
internal static class HostStreams
{
    public static async Task<Stream> ConnectAsync(EngineHostAddress address)
    {
        if (address.IsPipe)
        {
            var pipe = new NamedPipeClientStream(
                ".",
                address.Endpoint,
                PipeDirection.InOut,
                PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly
            );
            await pipe.ConnectAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
            return pipe;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Endpoint));
        return new NetworkStream(socket, ownsSocket: true);
    }
}
