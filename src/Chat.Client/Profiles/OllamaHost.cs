using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Chat.Client.Profiles;

/// <summary>
/// Reads <c>OLLAMA_HOST</c> as Ollama's own client does: an optional scheme (default http), a host (default 127.0.0.1), a port and a path.
/// The port is 11434 without a scheme, else the scheme's (80 or 443). The address of all interfaces, which a server listens on, becomes that of this
/// machine. Unlike there, a port that is none is refused and not passed over.
/// </summary>
internal static class OllamaHost
{
    private const int OllamaPort = 11434;

    /// <summary>Reads the variable.</summary>
    /// <param name="text">Its value.</param>
    /// <param name="url">The address; its path ends in one slash.</param>
    /// <returns>False when it is no address.</returns>
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        var plain = text.Trim(' ', '\t', '"', '\'');
        var mark = plain.IndexOf("://", StringComparison.Ordinal);
        var scheme = mark < 0 ? Uri.UriSchemeHttp : plain[..mark].ToLowerInvariant();
        var rest = mark < 0 ? plain : plain[(mark + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? "" : rest[slash..];
        int? standard =
            mark < 0 ? OllamaPort
            : string.Equals(scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) ? 80
            : string.Equals(scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) ? 443
            : null;
        return standard is { } port
            && SplitPort(authority, ref port, out var host)
            && ProfileTexts.ReadUrl($"{scheme}://{Reachable(host)}:{port}{path}", ["http", "https"], out url) is null
            && url is not null;
    }

    private static bool SplitPort(string authority, ref int port, out string host)
    {
        host = authority;
        var colon = authority.LastIndexOf(':');

        // A bare IPv6 address has more than one colon and no port.
        if (
            colon < 0
            || authority[^1] == ']'
            || (authority[0] != '[' && authority.IndexOf(':', StringComparison.Ordinal) != colon)
        )
        {
            return true;
        }

        host = authority[..colon];
        return ushort.TryParse(
                authority.AsSpan(colon + 1),
                System.Globalization.NumberStyles.None,
                provider: null,
                out var given
            )
            && (port = given) > 0;
    }

    private static string Reachable(string host)
    {
        if (host.Length == 0)
        {
            return "127.0.0.1";
        }

        if (
            !IPAddress.TryParse(host.Trim('[', ']'), out var address)
            || (host[0] != '[' && !host.Contains(':', StringComparison.Ordinal) && !IsDotted(host))
        )
        {
            return host;
        }

        var here =
            address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : address;
        return here.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{here}]" : here.ToString();
    }

    // The parser of .NET also takes a single number for an address; Ollama's takes it for a name.
    private static bool IsDotted(string host) => host.Count(letter => letter == '.') == 3;
}
