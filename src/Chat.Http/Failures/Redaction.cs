using System.Net;
using System.Text;
using System.Text.Json;

namespace Chat.Http.Failures;

/// <summary>Takes secrets out of a text, also where they stand base64, URL, HTML or JSON encoded.</summary>
internal sealed class Redaction
{
    /// <summary>What stands for a secret.</summary>
    public const string Mark = "***";

    private readonly string[] _forms;

    /// <summary>Prepares to take out some secrets.</summary>
    /// <param name="secrets">The secrets; empty ones are left out.</param>
    public Redaction(IReadOnlyList<string> secrets) =>
        _forms = [
            .. secrets
                .Where(secret => secret.Length > 0)
                .SelectMany(FormsOf)
                .Distinct(StringComparer.Ordinal)
                // Longest first: a form may hold another one.
                .OrderByDescending(form => form.Length),
        ];

    /// <summary>The text with <see cref="Mark"/> for each secret. Letter case does not matter.</summary>
    /// <param name="text">The text.</param>
    public string Apply(string text)
    {
        foreach (var form in _forms)
        {
            text = text.Replace(form, Mark, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return JsonEncodedText.Encode(secret).Value;
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
    }
}
