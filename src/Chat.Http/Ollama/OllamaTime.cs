using System.Globalization;
using System.Text.Json;

namespace Chat.Http.Ollama;

/// <summary>
/// Reads the times of Ollama's own API: ISO 8601 with up to nine digits of a second. Servers that imitate it write a blank in place of
/// <c>T</c>, or leave the zone out, which then is UTC. What is no time is read as 0, for a wrong time is no reason to lose an answer.
/// </summary>
internal static class OllamaTime
{
    /// <summary>The time in whole seconds since 1970-01-01 UTC; 0 for what is none, and for times before that.</summary>
    /// <param name="reader">Stands on the value; a list or object is passed over.</param>
    public static long Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Parse(reader.GetString()!);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var seconds) && seconds > 0 ? seconds : 0;
            default:
                reader.Skip();
                return 0;
        }
    }

    /// <summary>The time that a text says, in whole seconds since 1970-01-01 UTC; 0 for none.</summary>
    /// <param name="text">The text.</param>
    public static long Parse(string text)
    {
        // .NET reads seven digits of a second; the rest would not change whole seconds.
        var dot = text.LastIndexOf('.');
        if (dot > 0)
        {
            var end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            text = string.Concat(text.AsSpan(0, dot), text.AsSpan(end));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Math.Max(0, time.ToUnixTimeSeconds())
            : 0;
    }
}
