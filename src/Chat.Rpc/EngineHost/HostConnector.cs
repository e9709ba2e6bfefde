using System.IO.Pipes;
using System.Net.Sockets;

namespace Chat.Rpc.EngineHost;

/// <summary>Opens streams to an engine host.</summary>
internal static class HostConnector
{
    // A pipe that is there but busy is waited for this long.
    private static readonly TimeSpan PipeWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Connects.</summary>
    /// <param name="address">Where the host is.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>The stream; null when nobody is there.</returns>
    /// <exception cref="Chat.Core.Errors.ChatException">Somebody else is there: kind permission.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<Stream?> TryConnectAsync(EngineHostAddress address, CancellationToken cancellationToken) =>
        address.IsPipe ? PipeAsync(address, cancellationToken) : SocketAsync(address, cancellationToken);

    private static async Task<Stream?> SocketAsync(EngineHostAddress address, CancellationToken cancellationToken)
    {
        // Asked first: an exception for each host that is not there costs more than the question.
        if (!File.Exists(address.Endpoint))
        {
            return null;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket
                .ConnectAsync(new UnixDomainSocketEndPoint(address.Endpoint), cancellationToken)
                .ConfigureAwait(false);
            if (!SocketPeer.IsThisUser(socket))
            {
                throw EngineHostFaults.Foreign(address.Endpoint);
            }

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            return error.SocketErrorCode == SocketError.AccessDenied
                ? throw EngineHostFaults.Foreign(address.Endpoint)
                : null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream?> PipeAsync(EngineHostAddress address, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(
            ".",
            address.Endpoint,
            PipeDirection.InOut,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly
        );
        try
        {
            await pipe.ConnectAsync(PipeWait, cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch (UnauthorizedAccessException)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw EngineHostFaults.Foreign(address.Endpoint);
        }
        catch (Exception error) when (error is TimeoutException or IOException)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
