using Chat.Core.Errors;
using Chat.Core.Secrets;
using Chat.Http.Connections;
using Chat.Http.Lines;
using Chat.Http.Resilience;

namespace Chat.Http;

/// <summary>Where a remote backend sends its requests, and how.</summary>
public sealed record HttpBackendOptions
{
    /// <summary>
    /// What kind of server it is: one of <see cref="HttpTargets"/>. It decides the wire format and which request fields are known to be
    /// heeded.
    /// </summary>
    public required string Target { get; init; }

    /// <summary>
    /// The address under which the API's paths stand, such as <c>https://api.openai.com/v1</c>, <c>http://127.0.0.1:11434</c> (Ollama's own
    /// API) or <c>https://NAME.openai.azure.com</c>. <c>http</c> or <c>https</c>, without a user.
    /// </summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The API key; null where the server asks for none.</summary>
    public Secret? Key { get; init; }

    /// <summary>The <c>OpenAI-Organization</c> header; null sends none.</summary>
    public string? Organization { get; init; }

    /// <summary>The <c>OpenAI-Project</c> header; null sends none.</summary>
    public string? Project { get; init; }

    /// <summary>Azure's <c>api-version</c>; null for Azure's v1 API, which needs none.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Further headers of every request. Values that are secrets are given as such, and never shown.</summary>
    public IReadOnlyDictionary<string, Secret> Headers { get; init; } =
        new Dictionary<string, Secret>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The model to ask when a request names none; null leaves that to the server.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>The time limits.</summary>
    public TimeLimits Limits { get; init; } = TimeLimits.Default;

    /// <summary>When a request is sent again.</summary>
    public RetryOptions Retry { get; init; } = RetryOptions.Default;

    /// <summary>
    /// The proxy: an <c>http</c>, <c>https</c> or <c>socks5</c> address without a user; loopback addresses go past it. Null for the system's.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>The most bytes of one line or event of a stream, or of a whole answer. Default 64 MiB, at most 1 GiB.</summary>
    public int MaxEventBytes { get; init; } = StreamLimits.DefaultBytes;

    /// <summary>What of this decides how connections are made.</summary>
    internal ConnectionSettings Connection => new() { Proxy = Proxy };

    /// <summary>The server as failures speak of it: its host, and the secrets that must not show.</summary>
    internal Peer NewPeer() => new(BaseAddress, Key is { } key ? Headers.Values.Prepend(key) : Headers.Values);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ChatException">An option is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>, the option named.</exception>
    internal void Check()
    {
        if (!BaseAddress.IsAbsoluteUri || BaseAddress.Scheme is not ("http" or "https"))
        {
            throw Invalid("The base address is not an http address.", "Give one such as https://api.openai.com/v1.");
        }

        if (BaseAddress.UserInfo.Length > 0 || BaseAddress.Query.Length > 0 || BaseAddress.Fragment.Length > 0)
        {
            throw Invalid(
                $"The base address for {BaseAddress.Host} holds a user, a query or a fragment.",
                "Give scheme, host, port and path only; a key goes into its own setting."
            );
        }

        if (!HttpTargets.All.Contains(Target, StringComparer.Ordinal))
        {
            throw Invalid($"\"{Target}\" is no kind of server.", $"Use one of {string.Join(", ", HttpTargets.All)}.");
        }

        if (MaxEventBytes is < 1 or > StreamLimits.LargestBytes)
        {
            throw Invalid($"MaxEventBytes is {MaxEventBytes}.", $"Give 1 to {StreamLimits.LargestBytes} bytes.");
        }

        Connection.Check();
        Limits.Check();
        Retry.Check();
    }

    private static ChatException Invalid(string message, string advice) =>
        new(ChatErrorKind.InvalidRequest, message, advice);
}
