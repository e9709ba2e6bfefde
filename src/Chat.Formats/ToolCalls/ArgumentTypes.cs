using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.ToolCalls;

/// <summary>Reads from schemas what kind of value they take.</summary>
internal static class ArgumentTypes
{
    private const JsonTypes Structures = JsonTypes.Object | JsonTypes.Array;

    /// <summary>The kind of value that schemas take.</summary>
    /// <param name="alternatives">The alternatives: each a list of schemas whose own keywords must all hold.</param>
    public static ArgumentType Of(IEnumerable<IReadOnlyList<SchemaNode>> alternatives)
    {
        var types = alternatives.Aggregate(JsonTypes.None, (types, leaves) => types | TypesOf(leaves));
        return types == JsonTypes.None ? ArgumentType.Unknown
            : (types & ~JsonTypes.String) == JsonTypes.None ? ArgumentType.Text
            : (types & ~Structures) == JsonTypes.None ? ArgumentType.Structure
            : (types & (Structures | JsonTypes.String)) == JsonTypes.None ? ArgumentType.Scalar
            : ArgumentType.Unknown;
    }

    /// <summary>The types of values that schemas take.</summary>
    /// <param name="leaves">Schemas whose own keywords must all hold.</param>
    public static JsonTypes TypesOf(IReadOnlyList<SchemaNode> leaves) =>
        leaves.Aggregate(JsonTypes.Any, (types, leaf) => types & TypesOf(leaf.Keywords));

    private static JsonTypes TypesOf(SchemaKeywords keywords)
    {
        var types = keywords.Types ?? JsonTypes.Any;
        return keywords.Listed is not { } values
            ? types
            : types & values.Aggregate(JsonTypes.None, (known, value) => known | TypeOf(value.ValueKind));
    }

    private static JsonTypes TypeOf(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.String => JsonTypes.String,
            JsonValueKind.Object => JsonTypes.Object,
            JsonValueKind.Array => JsonTypes.Array,
            JsonValueKind.Number => JsonTypes.Number,
            JsonValueKind.Null => JsonTypes.Null,
            _ => JsonTypes.Boolean,
        };
}
