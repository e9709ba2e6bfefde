using Chat.Core.Errors;
using Chat.Core.Secrets;

namespace Chat.Client.Secrets;

/// <summary>
/// Checks that a text can be sent as a key. A line break in one would add a header of its own to the request: some ways of setting
/// a header let it through.
/// </summary>
internal static class SecretText
{
    /// <summary>Checks a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it comes from, for the message.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="ChatException">It cannot be sent: kind <see cref="ChatErrorKind.Authentication"/>.</exception>
    public static Secret Check(string text, string origin)
    {
        var fault =
            text.Length == 0 ? "is empty"
            : text.AsSpan().ContainsAny('\r', '\n') ? "holds a line break"
            : text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "holds a character that is not printable ASCII"
            : text[0] == ' ' || text[^1] == ' ' ? "begins or ends with a blank"
            : null;
        return fault is null
            ? new Secret(text)
            : throw new ChatException(
                ChatErrorKind.Authentication,
                $"The key in {origin} {fault}.",
                "Store the key again, alone and on one line."
            );
    }
}
