using System.Buffers;
using System.Collections.Frozen;
using System.Net.Http.Headers;
using Chat.Core.Errors;

namespace Chat.Http.Connections;

/// <summary>
/// Adds headers so that a value can never end its line and begin another: a key read with its line end, an organisation or a header of a
/// profile is refused before a byte is sent. No failure here holds the value, as it may be a secret.
/// </summary>
internal static class SafeHeaders
{
    /// <summary>The longest header value, in characters: servers refuse more.</summary>
    public const int MaxLength = 8 * 1024;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );

    // These frame the request; another value than the handler's own would let one request pass for two.
    private static readonly FrozenSet<string> Framing = FrozenSet.ToFrozenSet(
        ["Connection", "Content-Length", "Expect", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Adds <c>Authorization: Bearer</c>.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ChatException">The key cannot stand in a header: kind <see cref="ChatErrorKind.Authentication"/>.</exception>
    public static void AddBearer(HttpRequestHeaders headers, string key)
    {
        CheckKey(key);
        headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Adds a key under a header of its own, such as Azure's <c>api-key</c>.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="name">The header's name.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ChatException">The key cannot stand in a header: kind <see cref="ChatErrorKind.Authentication"/>.</exception>
    public static void AddKey(HttpRequestHeaders headers, string name, string key)
    {
        CheckKey(key);
        Add(headers, name, key);
    }

    /// <summary>Adds a header.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value: printable ASCII, or empty.</param>
    /// <exception cref="ChatException">
    /// The name or the value cannot stand in a request: kind <see cref="ChatErrorKind.InvalidRequest"/>, the header named.
    /// </exception>
    public static void Add(HttpRequestHeaders headers, string name, string value)
    {
        CheckName(name);
        Check(name, value);
        try
        {
            headers.Add(name, value);
        }
        catch (FormatException)
        {
            // Its message holds the value: it is not carried on.
            throw Invalid($"The value of the header {name} does not have that header's form.", "Correct it.");
        }
        catch (InvalidOperationException)
        {
            throw Invalid($"The header {name} describes a body and cannot be set.", "Leave it out.");
        }
    }

    /// <summary>Checks a value that is to become a header.</summary>
    /// <param name="what">What it is called in the failure: the header's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="mayBeEmpty">Whether it may be empty. Default true.</param>
    /// <exception cref="ChatException">It cannot stand in a header: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static void Check(string what, string value, bool mayBeEmpty = true)
    {
        if (Fault(value, mayBeEmpty) is { } fault)
        {
            throw Invalid($"The header {what} {fault}.", "Give printable ASCII text on one line.");
        }
    }

    /// <summary>Checks a key before it is kept or sent.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ChatException">It cannot stand in a header: kind <see cref="ChatErrorKind.Authentication"/>.</exception>
    public static void CheckKey(string key)
    {
        var fault = Fault(key, mayBeEmpty: false) ?? (key.Contains(' ') ? "holds a space" : null);
        if (fault is not null)
        {
            throw new ChatException(
                ChatErrorKind.Authentication,
                $"The API key {fault}.",
                "Give the key alone: printable ASCII, without spaces or a line end."
            );
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > 256 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw Invalid("A header's name is not a name.", "Use letters, digits and hyphens.");
        }

        if (Framing.Contains(name))
        {
            throw Invalid($"The header {name} is set by the connection itself.", "Leave it out.");
        }
    }

    private static string? Fault(string value, bool mayBeEmpty)
    {
        if (value.Length == 0)
        {
            return mayBeEmpty ? null : "is empty";
        }

        if (value.Length > MaxLength)
        {
            return $"is longer than {MaxLength} characters";
        }

        return value.AsSpan().IndexOfAnyExceptInRange(' ', '~') switch
        {
            < 0 => null,
            var at when value[at] is '\r' or '\n' => "holds a line end",
            var at when char.IsAscii(value[at]) => "holds a control character",
            _ => "holds a character that is not ASCII",
        };
    }

    private static ChatException Invalid(string message, string advice) =>
        new(ChatErrorKind.InvalidRequest, message, advice);
}
