using System.Buffers;
using System.Text;

namespace Chat.Core.Secrets;

/// <summary>
/// Puts <see cref="Secret.Mask"/> in place of secrets in texts that are kept or shown. Found are the plain form, the URL-encoded forms, the forms
/// escaped for JSON, and base64 (both alphabets, also where the secret is only a part of what was encoded). Letter case does not matter.
/// </summary>
public sealed class SecretRedactor
{
    /// <summary>The most secrets that one redactor looks for.</summary>
    public const int MaxSecrets = 256;

    /// <summary>The shortest secret that is looked for, in characters: a shorter one stands in any text by chance and protects nothing.</summary>
    public const int MinSecretLength = 4;

    private readonly string[] _forms;
    private readonly SearchValues<string> _search;

    /// <summary>Prepares to look for secrets.</summary>
    /// <param name="secrets">The secrets; those shorter than <see cref="MinSecretLength"/> are passed over.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxSecrets"/>.</exception>
    public SecretRedactor(IEnumerable<Secret> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        Secret[] known = [.. secrets.Take(MaxSecrets + 1)];
        if (known.Length > MaxSecrets)
        {
            throw new ArgumentException($"More than {MaxSecrets} secrets.", nameof(secrets));
        }

        _forms =
        [
            .. known
                .Select(secret => secret.Reveal())
                .Where(text => text.Length >= MinSecretLength)
                .SelectMany(SecretForms.Of)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(form => form.Length),
        ];
        _search = SearchValues.Create(_forms, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Replaces every occurrence of a secret; where occurrences overlap, all of what they cover becomes one mask.</summary>
    /// <param name="text">The text. The work grows with its length times that of the longest form.</param>
    /// <returns>The text without secrets; the same object when it held none.</returns>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = text.AsSpan().IndexOfAny(_search);
        if (start < 0)
        {
            return text;
        }

        var redacted = new StringBuilder(text.Length);
        var copied = 0;
        while (start >= 0)
        {
            var end = EndOfCover(text, start);
            redacted.Append(text, copied, start - copied).Append(Secret.Mask);
            copied = end;
            var next = text.AsSpan(end).IndexOfAny(_search);
            start = next < 0 ? -1 : end + next;
        }

        return redacted.Append(text, copied, text.Length - copied).ToString();
    }

    // A second secret may begin inside the first: what it leaves over would show its end.
    private int EndOfCover(string text, int start)
    {
        var end = start + LengthAt(text, start);
        for (var position = start + 1; position < end; position++)
        {
            var next = text.AsSpan(position).IndexOfAny(_search);
            if (next < 0 || position + next >= end)
            {
                break;
            }

            position += next;
            end = Math.Max(end, position + LengthAt(text, position));
        }

        return end;
    }

    // The forms are ordered by length: the first that fits is the longest.
    private int LengthAt(string text, int position)
    {
        foreach (var form in _forms)
        {
            if (text.AsSpan(position).StartsWith(form, StringComparison.OrdinalIgnoreCase))
            {
                return form.Length;
            }
        }

        return 0;
    }
}
