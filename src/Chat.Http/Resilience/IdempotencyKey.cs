using System.Net.Http.Headers;
using Chat.Core.Errors;
using Chat.Http.Connections;

namespace Chat.Http.Resilience;

/// <summary>
/// The <c>Idempotency-Key</c> of one request: made once, and sent equal with each attempt, so that a server that knows the header does
/// the work once. Servers that do not know it ignore it.
/// </summary>
/// <param name="Value">The key: printable ASCII.</param>
internal readonly record struct IdempotencyKey(string Value)
{
    /// <summary>The header's name (draft-ietf-httpapi-idempotency-key-header; OpenAI).</summary>
    public const string HeaderName = "Idempotency-Key";

    /// <summary>Makes the key of a request, to be kept over its attempts.</summary>
    /// <param name="generator">Gives a text that no other request has; called once.</param>
    /// <exception cref="ChatException">The text is empty or not printable ASCII: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static IdempotencyKey New(Func<string> generator)
    {
        var value = generator();
        SafeHeaders.Check(HeaderName, value, mayBeEmpty: false);
        return new IdempotencyKey(value);
    }

    /// <summary>Adds the header to an attempt.</summary>
    /// <param name="headers">The attempt's headers.</param>
    public void AddTo(HttpRequestHeaders headers) => SafeHeaders.Add(headers, HeaderName, Value);
}
