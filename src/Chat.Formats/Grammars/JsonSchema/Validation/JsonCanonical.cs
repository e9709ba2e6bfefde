using System.Text;
using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>Values as texts that are equal when JSON Schema calls the values equal: 1.0 is 1, and the order of members does not matter.</summary>
internal static class JsonCanonical
{
    /// <summary>The text of a value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="Core.Errors.ChatException">It is deeper than <see cref="ValidationRun.MaxDepth"/>.</exception>
    public static string Text(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetRawText();
        }

        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, int depth)
    {
        if (depth > ValidationRun.MaxDepth)
        {
            throw SchemaErrors.TooMuch(
                JsonPointer.Root,
                $"a value deeper than {ValidationRun.MaxDepth} arrays and objects"
            );
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
                foreach (var member in value.EnumerateObject())
                {
                    members[JsonTexts.NameOf(member)] = member.Value;
                }

                foreach (var (name, member) in members)
                {
                    text.Append(JsonTexts.Quote(name)).Append(':');
                    Write(text, member, depth + 1);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Write(text, item, depth + 1);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(JsonTexts.Quote(JsonTexts.Of(value)));
                break;
            case JsonValueKind.Number:
                text.Append(JsonDecimal.Of(value).ToString());
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }
}
