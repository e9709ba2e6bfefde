namespace Chat.Client.Secrets;

/// <summary>The places where a secret may be kept.</summary>
public enum SecretSource
{
    /// <summary>An environment variable: <c>env:NAME</c>.</summary>
    Environment,

    /// <summary>A file that only its owner may read: <c>file:PATH</c>.</summary>
    File,

    /// <summary>A vault of the platform or the door: <c>vault:NAME</c>.</summary>
    Vault,
}
