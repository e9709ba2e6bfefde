using System.Net.Sockets;
using System.Security.Authentication;
using Chat.Core.Errors;
using Chat.Http.Resilience;

namespace Chat.Http.Connections;

/// <summary>What the platform throws when a connection fails, as the one exception of the public edge; the platform's own stays inside it.</summary>
internal static class ConnectionErrors
{
    // RFC 9113 section 7. A refused stream was not worked on, and an orderly goodbye may be met by a new connection.
    private const long Http2NoError = 0;
    private const long Http2RefusedStream = 7;

    // What proxies and servers that break down send in the middle of an answer: the same as a connection cut over HTTP/1.1.
    private const long Http2InternalError = 2;
    private const long Http2Cancel = 8;

    /// <summary>
    /// The exception to throw in place of another: the caller's cancellation or a limit when that was behind it, else what the
    /// connection's failure means. For use as the filter of one catch clause.
    /// </summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="clock">The request's clock.</param>
    /// <param name="peer">The server.</param>
    /// <returns>Null when <paramref name="cause"/> needs no other in its place, or is not understood here.</returns>
    public static Exception? Explain(Exception cause, StreamClock clock, Peer peer) =>
        clock.Explain(cause) ?? (Knows(cause) ? From(cause, peer) : null);

    /// <summary>Whether <see cref="From"/> can say what an exception means.</summary>
    /// <param name="cause">The exception.</param>
    public static bool Knows(Exception cause) =>
        cause
            is HttpRequestException
                or IOException
                or SocketException
                or AuthenticationException
                or InvalidDataException;

    /// <summary>What a connection's failure means.</summary>
    /// <param name="cause">One that <see cref="Knows"/>.</param>
    /// <param name="peer">The server.</param>
    public static ChatException From(Exception cause, Peer peer)
    {
        if (Find<UntrustedCertificateException>(cause) is { } certificate)
        {
            return Untrusted(certificate, cause, peer);
        }

        return Error(cause) switch
        {
            HttpRequestError.NameResolutionError => UnknownHost(cause, peer),
            HttpRequestError.SecureConnectionError => Tls(cause, peer),
            HttpRequestError.ResponseEnded => Ended(cause, peer),
            HttpRequestError.ProxyTunnelError => Proxy(cause, peer),
            HttpRequestError.HttpProtocolError => Http2(cause, peer),
            HttpRequestError.InvalidResponse => Protocol("answered with what is not HTTP", cause, peer),
            HttpRequestError.ConfigurationLimitExceeded => Protocol("answered with overlong headers", cause, peer),
            HttpRequestError.VersionNegotiationError => Protocol("speaks no common version of HTTP", cause, peer),
            HttpRequestError.UserAuthenticationError => Tls(cause, peer),
            _ => FromSocket(cause, peer),
        };
    }

    private static ChatException FromSocket(Exception cause, Peer peer)
    {
        if (Find<AuthenticationException>(cause) is not null)
        {
            return Tls(cause, peer);
        }

        if (Find<InvalidDataException>(cause) is not null)
        {
            return Protocol("sent compressed data that is damaged", cause, peer);
        }

        var (what, advice) = Find<SocketException>(cause)?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => (null, null),
            SocketError.ConnectionRefused => (
                "refused the connection",
                "Check that the server runs and listens on that port."
            ),
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => (
                "broke the connection",
                "Try again; if it happens each time, look into the server's log."
            ),
            SocketError.TimedOut => ("did not answer the connection", "Check address, port and firewall."),
            SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown => (
                "cannot be reached from here",
                "Check the network, VPN and proxy."
            ),
            _ => ("could not be reached, or broke the connection", "Check address, network and proxy, and try again."),
        };
        return what is null || advice is null
            ? UnknownHost(cause, peer)
            : Retryable(ChatErrorKind.Connection, $"{peer.Name} {what}.", advice, cause);
    }

    private static ChatException UnknownHost(Exception cause, Peer peer) =>
        Retryable(
            ChatErrorKind.Connection,
            $"The name of {peer.Name} could not be resolved.",
            "Check the spelling of the address, and the network.",
            cause
        );

    private static ChatException Untrusted(UntrustedCertificateException certificate, Exception cause, Peer peer)
    {
        var whose = certificate.Subject.Length > 0 ? $" \"{peer.Clean(certificate.Subject, 200)}\"" : "";
        return new ChatException(
            ChatErrorKind.Tls,
            $"The certificate{whose} of {peer.Name} was refused: {certificate.Reason}.",
            "Add the certificate's issuer to this machine's trusted ones, or correct the server's certificate.",
            cause
        );
    }

    private static ChatException Tls(Exception cause, Peer peer) =>
        new(
            ChatErrorKind.Tls,
            $"No secure connection could be set up with {peer.Name}.",
            "Check that the port speaks TLS (https), and which TLS versions the server allows.",
            cause
        )
        {
            // A handshake cut off is a broken connection; a refused one stays refused.
            IsRetryable = Find<SocketException>(cause) is not null,
        };

    private static ChatException Ended(Exception cause, Peer peer) =>
        Retryable(
            ChatErrorKind.Incomplete,
            $"{peer.Name} closed the connection before the answer was whole.",
            "Try again; if it happens each time, look into the log of the server or of the proxy before it.",
            cause
        );

    private static ChatException Proxy(Exception cause, Peer peer)
    {
        var status = cause is HttpRequestException { StatusCode: { } code } ? (int)code : (int?)null;
        return status == 407
            ? new ChatException(
                ChatErrorKind.Authentication,
                $"The proxy on the way to {peer.Name} asks for a login.",
                "Set the proxy with its login by the system's own variables.",
                cause
            )
            {
                HttpStatus = status,
            }
            : Retryable(
                ChatErrorKind.Connection,
                $"The proxy did not open a way to {peer.Name}.",
                "Check the proxy, or name the host among those that go past it.",
                cause
            );
    }

    private static ChatException Http2(Exception cause, Peer peer)
    {
        var code = Find<HttpProtocolException>(cause)?.ErrorCode;
        if (code is Http2InternalError or Http2Cancel)
        {
            // A request that failed had no answer yet; a body that failed was one.
            return cause is HttpRequestException
                ? Retryable(
                    ChatErrorKind.Connection,
                    $"{peer.Name} broke the connection.",
                    "Try again; if it happens each time, look into the server's log.",
                    cause
                )
                : Ended(cause, peer);
        }

        return new ChatException(
            ChatErrorKind.Protocol,
            $"{peer.Name} broke the HTTP/2 exchange off{(code is null ? "" : $" with code {code}")}.",
            "Try again; if it happens each time, look into the log of the server or of the proxy before it.",
            cause
        )
        {
            IsRetryable = code is Http2NoError or Http2RefusedStream,
        };
    }

    private static ChatException Protocol(string what, Exception cause, Peer peer) =>
        new(ChatErrorKind.Protocol, $"{peer.Name} {what}.", "Check that address and port are those of the API.", cause);

    private static ChatException Retryable(ChatErrorKind kind, string message, string advice, Exception cause) =>
        new(kind, message, advice, cause) { IsRetryable = true };

    private static HttpRequestError Error(Exception cause) =>
        cause switch
        {
            HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request => request.HttpRequestError,
            _ => Find<HttpIOException>(cause)?.HttpRequestError ?? HttpRequestError.Unknown,
        };

    // Platform exceptions nest three or four deep; the bound is against a cycle.
    private static T? Find<T>(Exception cause)
        where T : Exception
    {
        Exception? current = cause;
        for (var depth = 0; current is not null && depth < 16; depth++, current = current.InnerException)
        {
            if (current is T found)
            {
                return found;
            }
        }

        return null;
    }
}
