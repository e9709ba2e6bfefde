using Chat.Core.Errors;

namespace Chat.Http.Connections;

/// <summary>
/// What decides how connections are made; equal settings share their connections. Time limits are not among it: the clock of each request
/// enforces them, so that servers with different limits still share.
/// </summary>
internal sealed record ConnectionSettings
{
    /// <summary>
    /// The proxy, as an absolute <c>http</c>, <c>https</c> or <c>socks5</c> address without a user; loopback addresses go past it. Null, the
    /// default, stands for the system's.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ChatException">A setting is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public void Check()
    {
        if (Proxy is null)
        {
            return;
        }

        if (!Proxy.IsAbsoluteUri || Proxy.Scheme is not ("http" or "https" or "socks5"))
        {
            throw Invalid(
                "The proxy is not an http, https or socks5 address.",
                "Give an address such as http://proxy.example:3128."
            );
        }

        if (Proxy.UserInfo.Length > 0)
        {
            throw Invalid(
                $"The proxy address for {Proxy.Host} holds a user or password.",
                "Leave them out of the address, or set the proxy by the system's own variables."
            );
        }
    }

    private static ChatException Invalid(string message, string advice) =>
        new(ChatErrorKind.InvalidRequest, message, advice);
}
