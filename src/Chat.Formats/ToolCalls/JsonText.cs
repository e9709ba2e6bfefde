using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Chat.Formats.ToolCalls;

/// <summary>Writes text into JSON.</summary>
internal static class JsonText
{
    // No argument that is not a string is nested deeper.
    private const int MaxDepth = 512;

    /// <summary>Writes text as the inside of a JSON string.</summary>
    /// <param name="text">The text.</param>
    /// <param name="into">Where it goes.</param>
    public static void Escape(ReadOnlySpan<char> text, StringBuilder into)
    {
        foreach (var letter in text)
        {
            Escape(letter, into);
        }
    }

    /// <summary>Writes a character as it stands inside a JSON string.</summary>
    /// <param name="letter">The character.</param>
    /// <param name="into">Where it goes.</param>
    public static void Escape(char letter, StringBuilder into)
    {
        _ = letter switch
        {
            '"' => into.Append("\\\""),
            '\\' => into.Append("\\\\"),
            '\n' => into.Append("\\n"),
            '\r' => into.Append("\\r"),
            '\t' => into.Append("\\t"),
            < ' ' => into.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
            _ => into.Append(letter),
        };
    }

    /// <summary>A text as a JSON string with its quotes.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        Escape(text, quoted);
        return quoted.Append('"').ToString();
    }

    /// <summary>A value that a model wrote bare, as JSON: JSON as it is, Python's words as JSON's, and all else a string.</summary>
    /// <param name="text">What the model wrote.</param>
    public static string OfBare(string text)
    {
        var value = text.Trim();
        return value switch
        {
            "True" => "true",
            "False" => "false",
            "None" => "null",
            _ when IsJson(value) => value,
            _ => Quote(text),
        };
    }

    private static bool IsJson(string text)
    {
        if (text.Length == 0)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(
                Encoding.UTF8.GetBytes(text),
                new JsonReaderOptions { MaxDepth = MaxDepth }
            );
            while (reader.Read()) { }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
