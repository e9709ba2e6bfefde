using System.Buffers;
using System.Collections.Frozen;
using Chat.Client.Secrets;

namespace Chat.Client.Profiles;

/// <summary>The rules for the extra headers of a profile.</summary>
internal static class ProfileHeaders
{
    /// <summary>The most headers of one profile.</summary>
    public const int MaxCount = 64;

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 128;

    // RFC 9110, 5.6.2: the characters of a token.
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    private static readonly SearchValues<string> SecretWords = SearchValues.Create(
        ["key", "token", "secret", "passw", "cookie", "credential", "auth", "signature"],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly FrozenSet<string> KeyHeaders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Authorization",
        "api-key",
        "x-api-key"
    );

    // What the HTTP client or the backend sets itself: a second value would break the request or the reading of its answer.
    private static readonly FrozenSet<string> OwnHeaders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept",
        "Accept-Encoding",
        "Connection",
        "Content-Encoding",
        "Content-Length",
        "Content-Type",
        "Expect",
        "Host",
        "Idempotency-Key",
        "Keep-Alive",
        "OpenAI-Organization",
        "OpenAI-Project",
        "Proxy-Authorization",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade"
    );

    /// <summary>Checks a header's name.</summary>
    /// <param name="name">The name.</param>
    public static ProfileFault? CheckName(string name) =>
        name.Length is 0 or > MaxNameLength || name.AsSpan().ContainsAnyExcept(Token)
            ? new ProfileFault("is not the name of a header", "Write the header's name without blanks and colon.")
        : KeyHeaders.Contains(name)
            ? new ProfileFault(
                "is the header of the key",
                "Name the key with \"key\" instead: it goes into the header that the server expects."
            )
        : OwnHeaders.Contains(name) ? new ProfileFault("is a header that this program sets itself", "Take it out.")
        : null;

    /// <summary>Reads a header's value: a reference to a secret, or a plain text when the name does not sound secret.</summary>
    /// <param name="name">The header's name, checked.</param>
    /// <param name="value">The value.</param>
    /// <param name="header">The header.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static ProfileFault? Read(string name, string value, out ProfileHeader header)
    {
        header = new ProfileHeader { Name = name };
        if (SecretReference.IsMeantAsOne(value))
        {
            var isReference = SecretReference.TryParse(value, out var reference);
            header = header with { Secret = reference };
            return isReference
                ? null
                : new ProfileFault("is not a sound reference to a secret", SecretReference.Advice);
        }

        if (name.AsSpan().ContainsAny(SecretWords) || ProfileTexts.LooksSecret(value))
        {
            return new ProfileFault("looks secret, and secrets are not written into this file", SecretReference.Advice);
        }

        header = header with { Text = value };
        return ProfileTexts.CheckHeaderText(value);
    }
}
