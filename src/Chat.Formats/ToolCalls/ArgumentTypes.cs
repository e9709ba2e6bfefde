using System.Text.Json;

namespace Chat.Formats.ToolCalls;

/// <summary>Reads from a schema what kind of value it takes.</summary>
internal static class ArgumentTypes
{
    // A reference that leads to a reference and so on is followed this far.
    private const int MostSteps = 16;

    [Flags]
    private enum Kinds
    {
        None = 0,
        Text = 1,
        Structure = 2,
        Scalar = 4,
        Any = 7,
    }

    /// <summary>The kind of value that a schema takes.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="root">The schema that references lead into.</param>
    public static ArgumentType Of(JsonElement schema, JsonElement root) =>
        KindsOf(schema, root, MostSteps) switch
        {
            Kinds.Text => ArgumentType.Text,
            Kinds.Structure => ArgumentType.Structure,
            Kinds.Scalar => ArgumentType.Scalar,
            _ => ArgumentType.Unknown,
        };

    private static Kinds KindsOf(JsonElement schema, JsonElement root, int steps)
    {
        if (schema.ValueKind != JsonValueKind.Object || steps == 0)
        {
            return Kinds.Any;
        }

        if (schema.TryGetProperty("type", out var type))
        {
            return type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Aggregate(Kinds.None, (kinds, one) => kinds | KindOf(one))
                : KindOf(type);
        }

        if (schema.TryGetProperty("const", out var value))
        {
            return KindOfValue(value);
        }

        if (schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array)
        {
            return values.EnumerateArray().Aggregate(Kinds.None, (kinds, one) => kinds | KindOfValue(one));
        }

        foreach (var word in new[] { "anyOf", "oneOf" })
        {
            if (schema.TryGetProperty(word, out var parts) && parts.ValueKind == JsonValueKind.Array)
            {
                return parts
                    .EnumerateArray()
                    .Aggregate(Kinds.None, (kinds, part) => kinds | KindsOf(part, root, steps / 2));
            }
        }

        return
            schema.TryGetProperty("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String
            && Find(root, reference.GetString()!) is { } target
            ? KindsOf(target, root, steps - 1)
            : Kinds.Any;
    }

    /// <summary>The part of a schema that a reference leads to.</summary>
    /// <param name="root">The schema.</param>
    /// <param name="reference">The reference, such as <c>#/$defs/place</c>.</param>
    /// <returns>Null when there is no such part, or it is in another document.</returns>
    public static JsonElement? Find(JsonElement root, string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return null;
        }

        var found = root;
        foreach (var step in reference[2..].Split('/'))
        {
            var key = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(key, out found))
            {
                return null;
            }
        }

        return found;
    }

    private static Kinds KindOf(JsonElement type) =>
        type.ValueKind == JsonValueKind.String
            ? type.GetString() switch
            {
                "string" => Kinds.Text,
                "object" or "array" => Kinds.Structure,
                "number" or "integer" or "boolean" or "null" => Kinds.Scalar,
                _ => Kinds.Any,
            }
            : Kinds.Any;

    private static Kinds KindOfValue(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Kinds.Text,
            JsonValueKind.Object or JsonValueKind.Array => Kinds.Structure,
            _ => Kinds.Scalar,
        };
}
