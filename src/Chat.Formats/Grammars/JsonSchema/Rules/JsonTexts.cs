using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>JSON texts of values, as a model writes them: no needless escape, no white space.</summary>
internal static class JsonTexts
{
    /// <summary>A text as a JSON string.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The text of a JSON string; half of a surrogate pair, which is no character, stays as it was escaped.</summary>
    /// <param name="value">The string.</param>
    public static string Of(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    /// <summary>The name of a member, as <see cref="Of"/> reads strings.</summary>
    /// <param name="member">The member.</param>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "�";
        }
    }

    /// <summary>A value as JSON without white space; numbers stay as they were written.</summary>
    /// <param name="value">The value, not deeper than a schema may be.</param>
    public static string Write(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in value.EnumerateObject())
                {
                    Separate(text);
                    text.Append(Quote(NameOf(member))).Append(':');
                    Write(text, member.Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Separate(text);
                    Write(text, item);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(Quote(Of(value)));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Separate(StringBuilder text)
    {
        if (text[^1] is not ('{' or '['))
        {
            text.Append(',');
        }
    }
}
