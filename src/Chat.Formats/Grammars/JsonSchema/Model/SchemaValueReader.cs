using System.Text.Json;

namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>Reads the values of keywords, and refuses those of the wrong type.</summary>
internal static class SchemaValueReader
{
    /// <summary>A text.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="member">The keyword.</param>
    public static string Text(SchemaNode node, JsonProperty member)
    {
        if (member.Value.ValueKind != JsonValueKind.String)
        {
            throw SchemaErrors.Wrong(node.Pointer, member.Name, "a string");
        }

        try
        {
            return member.Value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: JSON, but no text.
            throw SchemaErrors.Wrong(node.Pointer, member.Name, "a string of whole characters");
        }
    }

    /// <summary>True or false.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="member">The keyword.</param>
    public static bool Flag(SchemaNode node, JsonProperty member) =>
        member.Value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw SchemaErrors.Wrong(node.Pointer, member.Name, "true or false"),
        };

    /// <summary>A number.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="member">The keyword.</param>
    public static JsonDecimal Number(SchemaNode node, JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Number
            ? JsonDecimal.Of(member.Value)
            : throw SchemaErrors.Wrong(node.Pointer, member.Name, "a number");

    /// <summary>A count: an integer from 0 up; what is beyond <see cref="int.MaxValue"/> is that.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="member">The keyword.</param>
    public static long Count(SchemaNode node, JsonProperty member)
    {
        if (
            member.Value.ValueKind != JsonValueKind.Number
            || JsonDecimal.Of(member.Value) is not { IsInteger: true, IsNegative: false } number
        )
        {
            throw SchemaErrors.Wrong(node.Pointer, member.Name, "an integer from 0 up");
        }

        return number.Magnitude > 9
            ? int.MaxValue
            : long.Parse(number.IntegerDigits(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A list of texts.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="member">The keyword, or the member of one.</param>
    public static IReadOnlyList<string> Texts(SchemaNode node, JsonProperty member)
    {
        if (member.Value.ValueKind != JsonValueKind.Array)
        {
            throw SchemaErrors.Wrong(node.Pointer, member.Name, "an array of strings");
        }

        var texts = new List<string>(member.Value.GetArrayLength());
        foreach (var item in member.Value.EnumerateArray())
        {
            texts.Add(
                item.ValueKind == JsonValueKind.String
                    ? item.GetString()!
                    : throw SchemaErrors.Wrong(node.Pointer, member.Name, "an array of strings")
            );
        }

        return texts;
    }

    /// <summary><c>type</c>: a name or a list of names.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="member">The keyword.</param>
    public static JsonTypes Types(SchemaNode node, JsonProperty member)
    {
        if (member.Value.ValueKind == JsonValueKind.String)
        {
            return Type(node, member.Value.GetString()!);
        }

        if (member.Value.ValueKind != JsonValueKind.Array)
        {
            throw SchemaErrors.Wrong(node.Pointer, member.Name, "the name of a type or a list of them");
        }

        var types = JsonTypes.None;
        foreach (var item in member.Value.EnumerateArray())
        {
            types |=
                item.ValueKind == JsonValueKind.String
                    ? Type(node, item.GetString()!)
                    : throw SchemaErrors.Wrong(node.Pointer, member.Name, "the name of a type or a list of them");
        }

        return types;
    }

    private static JsonTypes Type(SchemaNode node, string name) =>
        name switch
        {
            "null" => JsonTypes.Null,
            "boolean" => JsonTypes.Boolean,
            "integer" => JsonTypes.Integer,
            "number" => JsonTypes.Number,
            "string" => JsonTypes.String,
            "array" => JsonTypes.Array,
            "object" => JsonTypes.Object,
            _ => throw SchemaErrors.Invalid(
                $"The schema at {node.Pointer} has the type {SchemaErrors.Short(name)}, which JSON Schema does not know.",
                "Use null, boolean, integer, number, string, array or object."
            ),
        };
}
