using Chat.Core.Secrets;

namespace Chat.Client.Profiles;

/// <summary>The rules for single texts of a profile. A rule never repeats the text in its answer: it may hold a key.</summary>
internal static class ProfileTexts
{
    /// <summary>The longest URL, in characters.</summary>
    public const int MaxUrlLength = 2048;

    /// <summary>The longest other text, in characters.</summary>
    public const int MaxLength = 1024;

    private const int MaxQuoted = 64;

    private const string UrlAdvice = "Write the base address, such as https://host.example/v1.";

    private static readonly string[] SecretStarts = ["Bearer ", "Basic ", "sk-", "sk_"];

    /// <summary>Tells whether a text may name a profile.</summary>
    /// <param name="text">The text.</param>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= ChatProfile.MaxNameLength
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    /// <summary>Checks a text that goes into a header, a path or a query.</summary>
    /// <param name="text">The text.</param>
    public static ProfileFault? CheckPlain(string text) =>
        text.Length is 0 or > MaxLength || text.Any(char.IsControl) || text[0] == ' ' || text[^1] == ' '
            ? new ProfileFault(
                $"must have 1 to {MaxLength} characters, no control characters, and no blank at its ends",
                "Correct the text."
            )
            : null;

    /// <summary>Checks a text that goes into a header: as <see cref="CheckPlain"/>, and printable ASCII alone.</summary>
    /// <param name="text">The text.</param>
    public static ProfileFault? CheckHeaderText(string text) =>
        CheckPlain(text)
        ?? (
            text.All(letter => letter is >= ' ' and <= '~')
                ? null
                : new ProfileFault("must be printable ASCII, as it goes into a header", "Correct the text.")
        );

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="schemes">The schemes that it may have.</param>
    /// <param name="url">The address; its path ends in exactly one slash.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static ProfileFault? ReadUrl(string text, IReadOnlyList<string> schemes, out Uri? url)
    {
        url = null;
        var known = string.Join(" or ", schemes);
        if (
            text.Length > MaxUrlLength
            || !schemes.Any(scheme => text.StartsWith(scheme + "://", StringComparison.Ordinal))
            || text.Any(letter => letter is <= ' ' or '\\' or > '~')
            || !Uri.TryCreate(text, UriKind.Absolute, out var parsed)
            || parsed.Host.Length == 0
        )
        {
            return new ProfileFault($"must be an {known} address", UrlAdvice);
        }

        if (text.Contains('@', StringComparison.Ordinal))
        {
            return new ProfileFault(
                "must not hold a user name or password",
                "Take out what stands before the @ of the address, and name the key with \"key\"."
            );
        }

        if (text.AsSpan().ContainsAny('?', '#'))
        {
            return new ProfileFault("must not have a query or a fragment", UrlAdvice);
        }

        url = new Uri(parsed.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        return null;
    }

    /// <summary>Tells whether a text has the look of a key or of a header that holds one.</summary>
    /// <param name="text">The text.</param>
    public static bool LooksSecret(string text) =>
        SecretStarts.Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>A text of the file for a message: shortened, without control characters, and masked when it looks like a key.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(string text)
    {
        if (LooksSecret(text))
        {
            return $"'{Secret.Mask}'";
        }

        var shown = text.Length > MaxQuoted ? text[..MaxQuoted] + "…" : text;
        return $"'{string.Concat(shown.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter))}'";
    }
}
