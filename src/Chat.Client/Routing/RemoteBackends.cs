using Chat.Client.Profiles;
using Chat.Client.Secrets;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Secrets;
using Chat.Http;
using Chat.Http.Batch;
using Chat.Http.Resilience;

namespace Chat.Client.Routing;

/// <summary>Makes the backends of profiles whose servers are reached over HTTP.</summary>
/// <param name="http">The connections.</param>
/// <param name="secrets">Finds the keys; a key is read when its backend is made.</param>
public sealed class RemoteBackends(HttpBackends http, SecretResolver secrets) : IProfileBackends
{
    /// <inheritdoc/>
    public IChatBackend Open(ChatProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var backend = http.Create(OptionsOf(profile));
        return profile.Strict ? new StrictBackend(backend) : backend;
    }

    /// <summary>Makes a client of the Batch API of a profile's server (kinds openai, azure and openai-compatible). Nothing is sent before it is asked something.</summary>
    /// <param name="profile">The profile; its model is that of requests that name none.</param>
    /// <exception cref="ChatException">
    /// A secret cannot be had, the profile is not one of a server, or its kind of server has no Batch API.
    /// </exception>
    public ChatBatchClient OpenBatchClient(ChatProfile profile) => http.CreateBatchClient(OptionsOf(profile));

    /// <summary>What a profile says, with its secrets in place.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ChatException">A secret cannot be had, or the profile is not one of a server.</exception>
    public HttpBackendOptions OptionsOf(ChatProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new HttpBackendOptions
        {
            Target = profile.Kind.Value,
            BaseAddress =
                profile.EffectiveUrl
                ?? throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"The profile '{profile.Name}' has no server.",
                    "Use a profile with a url, or a local model."
                ),
            Key = profile.Key is { } key ? secrets.Resolve(key) : null,
            Organization = profile.Organization,
            Project = profile.Project,
            ApiVersion = profile.ApiVersion,
            Headers = profile.Headers.ToDictionary(header => header.Name, ValueOf, StringComparer.OrdinalIgnoreCase),
            DefaultModel = profile.Model,
            Limits = LimitsOf(profile.Timeouts),
            Retry = profile.Retries is { } retries
                ? RetryOptions.Default with
                {
                    MaxRetries = retries,
                }
                : RetryOptions.Default,
            Proxy = profile.Proxy,
        };
    }

    private Secret ValueOf(ProfileHeader header) =>
        header.Secret is { } reference ? secrets.Resolve(reference) : new Secret(header.Text ?? "");

    private static TimeLimits LimitsOf(ProfileTimeouts timeouts) =>
        TimeLimits.Default with
        {
            Connect = timeouts.Connect ?? TimeLimits.Default.Connect,
            FirstToken = timeouts.FirstToken ?? TimeLimits.Default.FirstToken,
            Idle = timeouts.Idle ?? TimeLimits.Default.Idle,
            Total = timeouts.Total ?? TimeLimits.Default.Total,
        };
}
