using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Schemas that say the opposite of others, where that can be said without <c>not</c>.</summary>
/// <param name="document">The document.</param>
internal sealed class SchemaNegation(SchemaDocument document)
{
    // Each name makes an alternative of its own.
    private const int MostNames = 8;

    /// <summary>The opposite of a schema.</summary>
    /// <param name="node">The schema.</param>
    /// <returns>Null when it cannot be said.</returns>
    public SchemaNode? Of(SchemaNode node)
    {
        for (
            var hops = 0;
            node
                is { Element.ValueKind: JsonValueKind.Object, Keywords: { HasOwnKeywords: false, Reference: not null } }
                && hops < SchemaDocument.MaxDepth;
            hops++
        )
        {
            node = node.Target!;
        }

        var text = TextOf(node);
        return text is null ? null : document.Derived(node, text);
    }

    private static string? TextOf(SchemaNode node)
    {
        if (node.Element.ValueKind != JsonValueKind.Object)
        {
            return node.IsFalse ? "true" : "false";
        }

        var said = node
            .Element.EnumerateObject()
            .Select(member => member.Name)
            .Where(name => !SchemaAnnotations.Contains(name))
            .ToHashSet(StringComparer.Ordinal);
        var keywords = node.Keywords;
        return said.Count switch
        {
            0 => "false",
            1 when keywords.Types is { } types => Types(JsonTypes.Any & ~types),
            1 when keywords.AnyOf is { } anyOf => $"{{\"allOf\":[{string.Join(",", anyOf.Select(Not))}]}}",
            1 when keywords.AllOf.Count > 0 => $"{{\"anyOf\":[{string.Join(",", keywords.AllOf.Select(Not))}]}}",
            1 when keywords.Not is { } not => not.Element.GetRawText(),
            _ when keywords.Properties is not null || keywords.Required.Count > 0 => ObjectText(said, keywords),
            _ => null,
        };
    }

    // An object fits required and properties unless a name is missing, or a value is there and does not fit.
    private static string? ObjectText(HashSet<string> said, SchemaKeywords keywords)
    {
        said.ExceptWith(["type", "required", "properties"]);
        var count = keywords.Required.Count + (keywords.Properties?.Count ?? 0);
        if (said.Count > 0 || count > MostNames || keywords.Types is not (null or JsonTypes.Object))
        {
            return null;
        }

        var ways = keywords
            .Required.Select(name => $"{{\"type\":\"object\",\"properties\":{{{JsonTexts.Quote(name)}:false}}}}")
            .ToList();
        foreach (var (name, value) in keywords.Properties ?? [])
        {
            ways.Add(
                $"{{\"type\":\"object\",\"properties\":{{{JsonTexts.Quote(name)}:{Not(value)}}},\"required\":[{JsonTexts.Quote(name)}]}}"
            );
        }

        if (keywords.Types is not null)
        {
            ways.Add(Types(JsonTypes.Any & ~JsonTypes.Object));
        }

        return $"{{\"anyOf\":[{string.Join(",", ways)}]}}";
    }

    private static string Not(SchemaNode node) => $"{{\"not\":{node.Element.GetRawText()}}}";

    // A fraction without the integers has no name: numbers are left out then.
    private static string Types(JsonTypes types)
    {
        var names = new List<string>();
        Add(JsonTypes.Null, "null");
        Add(JsonTypes.Boolean, "boolean");
        Add(JsonTypes.Number, "number");
        Add(JsonTypes.String, "string");
        Add(JsonTypes.Array, "array");
        Add(JsonTypes.Object, "object");
        return names.Count == 0 ? "false" : $"{{\"type\":[{string.Join(",", names)}]}}";

        void Add(JsonTypes type, string name)
        {
            if ((types & type) == type)
            {
                names.Add($"\"{name}\"");
            }
        }
    }
}
