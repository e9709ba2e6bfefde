using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Chat.Rpc.EngineHost;

/// <summary>Who is at the other end of a Unix socket.</summary>
public static class SocketPeer
{
    // SOL_SOCKET and SO_PEERCRED of Linux (asm-generic/socket.h); the answer is struct ucred: process, user, group, 32 bits each.
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;
    private const int CredentialsLength = 12;

    private static readonly Lazy<uint?> ThisUser = new(ReadThisUser);

    /// <summary>
    /// Whether the peer is a process of this user. True where the system does not tell, as any but Linux: there the socket's folder,
    /// which nobody else may enter, has to do.
    /// </summary>
    /// <param name="socket">The connected socket.</param>
    public static bool IsThisUser(Socket socket) =>
        ThisUser.Value is not { } own || UserOf(socket) is not { } user || user == own;

    /// <summary>The user of the peer; null where the system does not tell.</summary>
    /// <param name="socket">The connected socket.</param>
    internal static uint? UserOf(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> credentials = stackalloc byte[CredentialsLength];
        try
        {
            return socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials) == CredentialsLength
                ? MemoryMarshal.Read<uint>(credentials[4..])
                : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>This process's user; null where it is not told.</summary>
    // Its effective user, for that is what a socket tells: the second number of the line. Source: proc(5), /proc/pid/status.
    private static uint? ReadThisUser()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            var line = File.ReadLines("/proc/self/status")
                .FirstOrDefault(text => text.StartsWith("Uid:", StringComparison.Ordinal));
            var words = line?.Split('\t', ' ');
            return
                words is { Length: > 2 }
                && uint.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
                ? user
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
