using Chat.Core.Secrets;

namespace Chat.Client.Secrets;

/// <summary>What a <see cref="SecretResolver"/> may look at. A door reads its settings once and passes this down.</summary>
public sealed record SecretPlaces
{
    /// <summary>The value of an environment variable by name; null when it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The folder that a relative <c>file:</c> path starts from: the one of <c>profiles.json</c>.</summary>
    public required string ConfigFolder { get; init; }

    /// <summary>The user's home folder, which <c>~/</c> stands for; null or empty when there is none.</summary>
    public string? HomeFolder { get; init; }

    /// <summary>Looks a name up in a vault; it gives null when the vault has no such secret. Default: null, there is no vault.</summary>
    public Func<string, Secret?>? Vault { get; init; }
}
