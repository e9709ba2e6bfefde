using Chat.Core.Errors;
using Chat.Http.Resilience;

namespace Chat.Http.Connections;

/// <summary>What decides how connections are made; equal settings share their connections.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>The longest pool lifetime allowed: past it a changed name would be followed too late, as names are only resolved for new connections.</summary>
    public static TimeSpan LongestPooledLifetime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest time to set up one connection, TLS included; null for no limit. Default that of <see cref="TimeLimits.Connect"/>.</summary>
    public TimeSpan? ConnectTimeout { get; init; } = TimeLimits.Default.Connect;

    /// <summary>Whether a proxy may be used. Default true.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>
    /// The proxy, as an absolute <c>http</c> or <c>https</c> address without a user; loopback addresses go past it. Null, the default,
    /// stands for the system's.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>How long a connection may serve new requests; over 0 and up to 15 minutes. Default 10 minutes.</summary>
    public TimeSpan PooledLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ChatException">A setting is out of its range: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public void Check()
    {
        (TimeLimits.None with { Connect = ConnectTimeout }).Check();
        if (PooledLifetime <= TimeSpan.Zero || PooledLifetime > LongestPooledLifetime)
        {
            throw Invalid(
                $"The connection lifetime is {DurationText.Of(PooledLifetime)}.",
                $"Give a time over 0 and up to {DurationText.Of(LongestPooledLifetime)}."
            );
        }

        if (Proxy is null)
        {
            return;
        }

        if (!Proxy.IsAbsoluteUri || Proxy.Scheme is not ("http" or "https"))
        {
            throw Invalid("The proxy is not an http address.", "Give an address such as http://proxy.example:3128.");
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
