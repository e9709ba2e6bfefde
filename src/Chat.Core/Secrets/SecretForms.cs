using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Chat.Core.Secrets;

/// <summary>The forms in which a secret may stand in a text.</summary>
internal static class SecretForms
{
    /// <summary>The shortest piece of base64 that is looked for, in characters: four bytes and more of the secret.</summary>
    private const int MinBase64Length = 6;

    /// <summary>Lists the forms of one secret.</summary>
    /// <param name="text">The secret's text.</param>
    /// <returns>At most 24 forms, some of them the same.</returns>
    public static IEnumerable<string> Of(string text)
    {
        yield return text;
        var escaped = Uri.EscapeDataString(text);
        yield return escaped;
        yield return LowerHex(escaped);
        yield return escaped.Replace("%20", "+", StringComparison.Ordinal);
        yield return LowerHex(escaped).Replace("%20", "+", StringComparison.Ordinal);
        yield return WebUtility.HtmlEncode(text);
        yield return JavaScriptEncoder.Default.Encode(text);
        yield return LowerUnicodeEscapes(JavaScriptEncoder.Default.Encode(text));
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        yield return JavaScriptEncoder
            .UnsafeRelaxedJsonEscaping.Encode(text)
            .Replace("/", "\\/", StringComparison.Ordinal);
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        foreach (var form in Base64(Encoding.UTF8.GetBytes(text)))
        {
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }

    // What stands before the secret in the encoded bytes shifts its bits by 0, 2 or 4 within a character. The characters at the ends
    // that mix its bits with others' are left out.
    private static IEnumerable<string> Base64(byte[] secret)
    {
        for (var before = 0; before < 3; before++)
        {
            byte[] shifted = [.. new byte[before], .. secret];
            var encoded = Convert.ToBase64String(shifted).TrimEnd('=');
            var first = (before * 8 + 5) / 6;
            var whole = shifted.Length * 8 / 6;
            if (whole - first >= MinBase64Length)
            {
                yield return encoded[first..whole];
            }
        }
    }

    private static string LowerHex(string escaped) => Lower(escaped, '%', 1, 2);

    private static string LowerUnicodeEscapes(string escaped) => Lower(escaped, '\\', 2, 4);

    private static string Lower(string escaped, char mark, int skipped, int digits)
    {
        var letters = escaped.ToCharArray();
        for (var place = 0; place + skipped + digits <= letters.Length; place++)
        {
            // An escape such as \n has no digits; lowering what follows it would change the secret itself.
            if (letters[place] == mark && (mark == '%' || letters[place + 1] == 'u'))
            {
                for (var digit = 0; digit < digits; digit++)
                {
                    letters[place + skipped + digit] = char.ToLowerInvariant(letters[place + skipped + digit]);
                }

                place += skipped + digits - 1;
            }
            else if (letters[place] == mark)
            {
                place++;
            }
        }

        return new string(letters);
    }
}
