using Chat.Client.Secrets;
using Chat.Core.Errors;

namespace Chat.Client.Profiles;

/// <summary>
/// Makes profiles from the variables that other programs use too. Only the names of key variables are kept; a key is read when a backend is made.
/// A blank variable counts as one that is not set.
/// <list type="bullet">
/// <item><c>openai</c> when <c>OPENAI_API_KEY</c> or <c>OPENAI_BASE_URL</c> is set, with <c>OPENAI_ORG_ID</c> (else
/// <c>OPENAI_ORGANIZATION</c>) and <c>OPENAI_PROJECT_ID</c>. Its kind is <c>openai-compatible</c> when the base URL leads to another host.</item>
/// <item><c>mistral</c> when <c>MISTRAL_API_KEY</c> or <c>MISTRAL_BASE_URL</c> is set.</item>
/// <item><c>azure</c> when <c>AZURE_OPENAI_ENDPOINT</c> is set, with the key of <c>AZURE_OPENAI_API_KEY</c>, with
/// <c>AZURE_OPENAI_API_VERSION</c> (else <c>OPENAI_API_VERSION</c>), and <c>AZURE_OPENAI_DEPLOYMENT</c> as its model.</item>
/// <item><c>ollama</c> always, where <c>OLLAMA_HOST</c> says (<see cref="OllamaHost"/>).</item>
/// <item><c>local</c> always.</item>
/// </list>
/// </summary>
public static class EnvironmentProfiles
{
    private const string OpenAIHost = "api.openai.com";

    /// <summary>Makes the profiles.</summary>
    /// <param name="environment">The value of an environment variable by name; null when it is not set.</param>
    public static ReadyMadeProfiles Find(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        List<ChatProfile> profiles = [ChatProfile.Local];
        List<BrokenProfile> broken = [];
        foreach (var (name, make) in Makers)
        {
            try
            {
                if (make(variable => Value(environment, variable)) is { } profile)
                {
                    profiles.Add(profile);
                }
            }
            catch (ChatException fault)
            {
                broken.Add(new BrokenProfile(name, fault));
            }
        }

        return new ReadyMadeProfiles(profiles, broken);
    }

    /// <summary>The variable that makes a profile of a name.</summary>
    /// <param name="name">The name; case does not count.</param>
    /// <returns>The variable; null when none does, or the profile is always there.</returns>
    internal static string? VariableOf(string name) =>
        name.ToUpperInvariant() switch
        {
            "OPENAI" => "OPENAI_API_KEY",
            "MISTRAL" => "MISTRAL_API_KEY",
            "AZURE" => "AZURE_OPENAI_ENDPOINT",
            _ => null,
        };

    private static (string Name, Func<Func<string, string?>, ChatProfile?> Make)[] Makers { get; } =
    [("openai", OpenAI), ("mistral", Mistral), ("azure", Azure), ("ollama", Ollama)];

    private static ChatProfile? OpenAI(Func<string, string?> environment)
    {
        var url = UrlOf(environment, "OPENAI_BASE_URL");
        var key = KeyOf(environment, "OPENAI_API_KEY");
        if (url is null && key is null)
        {
            return null;
        }

        var own =
            url is null
            || url.Host.Equals(OpenAIHost, StringComparison.OrdinalIgnoreCase)
            || url.Host.EndsWith("." + OpenAIHost, StringComparison.OrdinalIgnoreCase);
        return Profile("openai", own ? ProfileKind.OpenAI : ProfileKind.OpenAICompatible) with
        {
            Url = url,
            Key = key,
            Organization =
                TextOf(environment, "OPENAI_ORG_ID", ProfileTexts.CheckHeaderText)
                ?? TextOf(environment, "OPENAI_ORGANIZATION", ProfileTexts.CheckHeaderText),
            Project = TextOf(environment, "OPENAI_PROJECT_ID", ProfileTexts.CheckHeaderText),
        };
    }

    private static ChatProfile? Mistral(Func<string, string?> environment)
    {
        var url = UrlOf(environment, "MISTRAL_BASE_URL");
        var key = KeyOf(environment, "MISTRAL_API_KEY");
        return url is null && key is null
            ? null
            : Profile("mistral", ProfileKind.Mistral) with
            {
                Url = url,
                Key = key,
            };
    }

    private static ChatProfile? Azure(Func<string, string?> environment) =>
        UrlOf(environment, "AZURE_OPENAI_ENDPOINT") is { } url
            ? Profile("azure", ProfileKind.Azure) with
            {
                Url = url,
                // Also when it is not set: the server wants a key, and the message that it is missing names the variable.
                Key = SecretReference.Parse("env:AZURE_OPENAI_API_KEY"),
                ApiVersion =
                    TextOf(environment, "AZURE_OPENAI_API_VERSION", ProfileTexts.CheckPlain)
                    ?? TextOf(environment, "OPENAI_API_VERSION", ProfileTexts.CheckPlain),
                Model = TextOf(environment, "AZURE_OPENAI_DEPLOYMENT", ProfileTexts.CheckPlain),
            }
            : null;

    private static ChatProfile Ollama(Func<string, string?> environment)
    {
        const string variable = "OLLAMA_HOST";
        if (environment(variable) is not { } host)
        {
            return Profile("ollama", ProfileKind.Ollama) with { Origin = ProfileOrigin.BuiltIn };
        }

        return OllamaHost.TryRead(host, out var url)
            ? Profile("ollama", ProfileKind.Ollama) with
            {
                Url = url,
            }
            : throw Fault(
                variable,
                new ProfileFault("is no address of a server", "Write it as HOST, HOST:PORT, :PORT or http://HOST:PORT.")
            );
    }

    private static ChatProfile Profile(string name, ProfileKind kind) =>
        new()
        {
            Name = name,
            Kind = kind,
            Origin = ProfileOrigin.Environment,
        };

    private static SecretReference? KeyOf(Func<string, string?> environment, string variable) =>
        environment(variable) is null ? null : SecretReference.Parse("env:" + variable);

    private static Uri? UrlOf(Func<string, string?> environment, string variable) =>
        environment(variable) is not { } text ? null
        : ProfileTexts.ReadUrl(text, ["http", "https"], out var url) is { } fault ? throw Fault(variable, fault)
        : url;

    private static string? TextOf(
        Func<string, string?> environment,
        string variable,
        Func<string, ProfileFault?> rule
    ) =>
        environment(variable) is not { } text ? null
        : rule(text) is { } fault ? throw Fault(variable, fault)
        : text;

    private static ChatException Fault(string variable, ProfileFault fault) =>
        new(ChatErrorKind.InvalidRequest, $"The environment variable {variable} {fault.What}.", fault.Advice);

    private static string? Value(Func<string, string?> environment, string variable) =>
        environment(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
