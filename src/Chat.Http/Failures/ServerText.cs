using System.Globalization;
using System.Text;

namespace Chat.Http.Failures;

/// <summary>Text of a server made fit to stand in one line of a message.</summary>
internal static class ServerText
{
    /// <summary>The most UTF-16 code units of a server's text that a message quotes.</summary>
    public const int MaxLength = 500;

    /// <summary>
    /// The text on one line: runs of white space, control and invisible characters (which can hide or reorder text on a terminal) as one
    /// space, half surrogates as U+FFFD, and past the length an ellipsis.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The most UTF-16 code units, the ellipsis included.</param>
    public static string Clean(string text, int maxLength = MaxLength)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsBlank(rune))
            {
                gap = clean.Length > 0;
                continue;
            }

            var needed = (gap ? 1 : 0) + rune.Utf16SequenceLength;
            if (clean.Length + needed > maxLength)
            {
                return Cut(clean, maxLength);
            }

            clean.Append(gap ? " " : "").Append(rune.ToString());
            gap = false;
        }

        return clean.ToString();
    }

    private static string Cut(StringBuilder clean, int maxLength)
    {
        clean.Length = Math.Min(clean.Length, maxLength - 1);
        if (clean.Length > 0 && char.IsHighSurrogate(clean[^1]))
        {
            clean.Length--;
        }

        return clean.Append('…').ToString();
    }

    private static bool IsBlank(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
