using Chat.Client.Secrets;

namespace Chat.Client.Profiles;

/// <summary>A header that goes with every request of a profile: a plain text, or a reference to a secret.</summary>
public sealed record ProfileHeader
{
    /// <summary>The header's name; case does not count.</summary>
    public required string Name { get; init; }

    /// <summary>The value; null when it is secret.</summary>
    public string? Text { get; init; }

    /// <summary>Where the value is kept; null when it is plain.</summary>
    public SecretReference? Secret { get; init; }
}
