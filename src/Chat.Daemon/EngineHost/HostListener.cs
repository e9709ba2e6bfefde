using System.IO.Pipes;
using System.Net.Sockets;
using Chat.Core.Errors;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.EngineHost;

/// <summary>The socket of an engine host, or its pipe on Windows. Made only by who holds the <see cref="HostLock"/>.</summary>
internal sealed class HostListener : IDisposable
{
    // What may wait to be accepted: ten doors at once and then some.
    private const int Backlog = 128;

    private readonly EngineHostAddress _address;
    private readonly Socket? _socket;
    private NamedPipeServerStream? _pipe;
    private int _isDisposed;

    private HostListener(EngineHostAddress address, Socket? socket)
    {
        _address = address;
        _socket = socket;
        _pipe = socket is null ? NewPipe(PipeOptions.FirstPipeInstance) : null;
    }

    /// <summary>Opens it, in the place of one that a dead host left behind.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ChatException">It cannot be opened.</exception>
    public static HostListener Open(EngineHostAddress address)
    {
        var socket = address.IsPipe
            ? null
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (socket is not null)
            {
                Bind(socket, address);
            }

            return new HostListener(address, socket);
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException)
        {
            socket?.Dispose();
            throw new ChatException(
                ChatErrorKind.Permission,
                $"{address.Endpoint} cannot be opened: {error.Message.TrimEnd('.')}.",
                "Make the folder writable, or make room on the disk."
            );
        }
    }

    /// <summary>Waits for a client.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Its stream; null when it went away at once, or is another user's.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<Stream?> AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _socket is null
                ? await AcceptPipeAsync(cancellationToken).ConfigureAwait(false)
                : await AcceptSocketAsync(_socket, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return null;
        }
    }

    /// <summary>Takes no more clients. The socket's file goes first, so that nobody meets a dead one. A second call does nothing: by then the file may be the next host's.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        if (_socket is not null)
        {
            File.Delete(_address.Endpoint);
            _socket.Dispose();
        }

        _pipe?.Dispose();
    }

    private static void Bind(Socket socket, EngineHostAddress address)
    {
        File.Delete(address.NewEndpoint);
        socket.Bind(new UnixDomainSocketEndPoint(address.NewEndpoint));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(address.NewEndpoint, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        socket.Listen(Backlog);
        File.Move(address.NewEndpoint, address.Endpoint, overwrite: true);
    }

    private static async Task<Stream?> AcceptSocketAsync(Socket listener, CancellationToken cancellationToken)
    {
        var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
        if (SocketPeer.IsThisUser(socket))
        {
            return new NetworkStream(socket, ownsSocket: true);
        }

        socket.Dispose();
        return null;
    }

    private async Task<Stream?> AcceptPipeAsync(CancellationToken cancellationToken)
    {
        var pipe = _pipe!;
        await pipe.WaitForConnectionAsync(cancellationToken).ConfigureAwait(false);
        _pipe = NewPipe(PipeOptions.None);
        return pipe;
    }

    private NamedPipeServerStream NewPipe(PipeOptions first) =>
        new(
            _address.Endpoint,
            PipeDirection.InOut,
            NamedPipeServerStream.MaxAllowedServerInstances,
            PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly | first
        );
}
