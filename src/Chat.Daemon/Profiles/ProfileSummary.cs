using System.Text.Json.Serialization;
using Chat.Client.Profiles;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Profiles;

/// <summary>A profile in a list. It holds no key, only where one is kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What kind of server it is.</param>
/// <param name="Address">Where the server is; null for models in this program.</param>
/// <param name="Model">The model when a reference names none; null when there is none.</param>
/// <param name="Key">Where the key is kept, such as <c>env:OPENAI_API_KEY</c>; null when none is sent.</param>
/// <param name="Source">Where the profile comes from: <c>file</c>, <c>environment</c> or <c>built-in</c>.</param>
/// <param name="Default">True for the profile that is taken when none is named.</param>
internal sealed record ProfileSummary(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("address")] string? Address,
    [property: JsonPropertyName("model")] string? Model,
    [property: JsonPropertyName("key")] string? Key,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("default")] bool Default
)
{
    private const string None = "-";

    /// <summary>Describes a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="defaultName">The name of the default profile.</param>
    public static ProfileSummary Of(ChatProfile profile, string defaultName) =>
        new(
            profile.Name,
            profile.Kind.Value,
            profile.EffectiveUrl?.AbsoluteUri.TrimEnd('/'),
            profile.Model,
            profile.Key?.ToString(),
            profile.Origin switch
            {
                ProfileOrigin.File => "file",
                ProfileOrigin.Environment => "environment",
                _ => "built-in",
            },
            string.Equals(profile.Name, defaultName, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The table of <c>profiles list</c>.</summary>
    /// <param name="profiles">The profiles.</param>
    /// <param name="terminal">Where it is shown.</param>
    public static string Table(IReadOnlyList<ProfileSummary> profiles, ITerminal terminal) =>
        TableText.Render(
            terminal,
            ["Profile", "Kind", "Address", "Model", "Key", "From", "Default"],
            profiles.Select(profile =>
                new[]
                {
                    profile.Name,
                    profile.Kind,
                    profile.Address ?? None,
                    profile.Model ?? None,
                    profile.Key ?? None,
                    profile.Source,
                    profile.Default ? "yes" : "",
                }
            )
        );
}
