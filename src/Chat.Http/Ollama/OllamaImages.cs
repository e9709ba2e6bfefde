using System.Buffers.Text;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Http.Ollama;

/// <summary>Images of content parts as Ollama's own API takes them: base64 alone. Sounds ride among them, as its <c>/v1</c> has them.</summary>
internal static class OllamaImages
{
    private const int MaxTypeLength = 256;

    /// <summary>The base64 text of an image part.</summary>
    /// <param name="image">The image: a <c>data:</c> URL in base64, or base64 alone.</param>
    /// <param name="field">The part's path, for the failure.</param>
    /// <exception cref="ChatException">It is an address, or no base64: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string FromUrl(ImageUrl? image, string field)
    {
        var url = image?.Url ?? "";
        if (url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            var comma = url.IndexOf(',');
            var isBase64 =
                comma is > 0 and < MaxTypeLength
                && url.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase);
            return isBase64
                ? Checked(url[(comma + 1)..], field)
                : throw Invalid($"{field} is a data: URL that is not in base64.");
        }

        return url.Contains("://", StringComparison.Ordinal)
            ? throw Invalid($"{field} is the address of an image, which Ollama does not fetch.")
            : Checked(url, field);
    }

    /// <summary>The text, if it is base64.</summary>
    /// <param name="data">The text.</param>
    /// <param name="field">The part's path, for the failure.</param>
    /// <exception cref="ChatException">It is empty or no base64: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string Checked(string? data, string field) =>
        !string.IsNullOrWhiteSpace(data) && Base64.IsValid(data) ? data : throw Invalid($"{field} holds no base64.");

    private static ChatException Invalid(string message) =>
        new(ChatErrorKind.InvalidRequest, message, "Send the bytes themselves, as in data:image/png;base64,….");
}
