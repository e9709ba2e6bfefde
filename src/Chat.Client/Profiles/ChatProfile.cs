using Chat.Client.Secrets;

namespace Chat.Client.Profiles;

/// <summary>
/// One endpoint: what kind of server, where it is, and where its key is kept. It holds no secret. <see cref="ProfileFile.Add"/> checks one;
/// what <see cref="ProfileFile.Load"/> gives is checked.
/// </summary>
public sealed record ChatProfile
{
    /// <summary>The name of the built-in profile of models that run in this program.</summary>
    public const string LocalName = "local";

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 64;

    /// <summary>
    /// The name, by which model references call it: a letter or digit (ASCII), then letters, digits, dots, underscores and hyphens;
    /// at most 64 characters. Two names that differ in case only are the same.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>What kind of server it is.</summary>
    public required ProfileKind Kind { get; init; }

    /// <summary>Where the profile comes from. Default: the file.</summary>
    public ProfileOrigin Origin { get; init; }

    /// <summary>
    /// The base address as written, http or https, without user name, query and fragment; its path ends in one slash. Null for
    /// <see cref="ProfileKind.DefaultUrl"/>.
    /// </summary>
    public Uri? Url { get; init; }

    /// <summary>Where the key is kept; null sends none.</summary>
    public SecretReference? Key { get; init; }

    /// <summary>The organization that pays (OpenAI's <c>OpenAI-Organization</c> header).</summary>
    public string? Organization { get; init; }

    /// <summary>The project that pays (OpenAI's <c>OpenAI-Project</c> header).</summary>
    public string? Project { get; init; }

    /// <summary>The API version (Azure's <c>api-version</c>); null for the backend's default.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Azure: the deployment of each model. A model that is not here is itself the name of its deployment.</summary>
    public IReadOnlyDictionary<string, string> Deployments { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The model when a reference names none; null when there is none.</summary>
    public string? Model { get; init; }

    /// <summary>Headers that go with every request, at most 64.</summary>
    public IReadOnlyList<ProfileHeader> Headers { get; init; } = [];

    /// <summary>The time limits.</summary>
    public ProfileTimeouts Timeouts { get; init; } = new();

    /// <summary>How often a failed request is tried again, 0 to 10; null for the backend's default.</summary>
    public int? Retries { get; init; }

    /// <summary>The proxy: http, https or socks5, without user name; null for the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>True to refuse a request with a field that the server would ignore, instead of a warning. Default: false.</summary>
    public bool Strict { get; init; }

    /// <summary>The base address that is used: <see cref="Url"/>, else the kind's; null for a local profile only.</summary>
    public Uri? EffectiveUrl => Url ?? Kind.DefaultUrl;

    /// <summary>The built-in profile of models that run in this program.</summary>
    public static ChatProfile Local { get; } =
        new()
        {
            Name = LocalName,
            Kind = ProfileKind.Local,
            Origin = ProfileOrigin.BuiltIn,
            Model = "smollm2-135m-instruct",
        };

    /// <summary>The name of a model's deployment.</summary>
    /// <param name="model">The model.</param>
    public string DeploymentOf(string model) => Deployments.GetValueOrDefault(model, model);
}
