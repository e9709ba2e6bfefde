using System.Text;
using System.Text.Json;

namespace Chat.Http.Failures;

/// <summary>
/// Reads the body of a failed answer. It never throws for what the body holds: a body that is no JSON, or broken JSON, is text.
/// </summary>
internal static class ErrorBody
{
    /// <summary>The most bytes of a body that are read; what comes after is not looked at.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Tolerant = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    /// <summary>What a body says.</summary>
    /// <param name="body">Its bytes, decompressed.</param>
    public static ErrorFacts Read(ReadOnlySpan<byte> body)
    {
        // Decoded first, so that invalid UTF-8 becomes U+FFFD everywhere alike, also inside JSON strings.
        var text = Encoding.UTF8.GetString(body).Trim('\uFEFF', ' ', '\t', '\r', '\n', '\0');
        if (text.Length == 0)
        {
            return new ErrorFacts { Shape = ErrorBodyShape.Empty };
        }

        if (text[0] is '{' or '[' && ReadJson(text) is { } facts)
        {
            return facts;
        }

        return HtmlPage.Is(text)
            ? new ErrorFacts { Shape = ErrorBodyShape.Html, Text = HtmlPage.Title(text) }
            : new ErrorFacts { Shape = ErrorBodyShape.Text, Text = text };
    }

    private static ErrorFacts? ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Tolerant);
            return ErrorObject.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A string or name with an escape of half a surrogate pair, which is no text to .NET.
            return null;
        }
    }
}
