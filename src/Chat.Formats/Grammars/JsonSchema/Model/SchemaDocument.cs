using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>
/// A schema and everything in it that can be referred to. Nothing is fetched: a reference to another document is an error.
/// Bounds: <see cref="MaxDepth"/>, <see cref="MaxNodes"/>, <see cref="MaxLength"/>, <see cref="MaxDerivedLength"/>, <see cref="SchemaWork.MaxSteps"/>.
/// </summary>
internal sealed class SchemaDocument
{
    /// <summary>The most schemas inside each other. JSON that deep is refused by most readers, so no answer could be that deep either.</summary>
    public const int MaxDepth = 256;

    /// <summary>The most schemas in one document that are looked at.</summary>
    public const int MaxNodes = 100_000;

    /// <summary>The most bytes of a document: 4 MiB.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>The most characters of a JSON pointer, so that a deep place with many schemas in it takes no more memory than its text deserves.</summary>
    public const int MaxPointerLength = 2048;

    /// <summary>The most characters of all texts of <see cref="Derived"/> together: 4 Mi, since each may repeat a large part of the document.</summary>
    public const int MaxDerivedLength = 4 * 1024 * 1024;

    // Two levels of JSON for each schema, and some for the values of enum and const.
    private static readonly JsonDocumentOptions DerivedOptions = new() { MaxDepth = (MaxDepth * 2) + 64 };

    private readonly Dictionary<(int Node, string Text), SchemaNode> _derived = [];
    private readonly Dictionary<string, Dictionary<string, JsonElement>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private SchemaAnchors? _anchors;
    private long _derivedLength;

    /// <summary>A document.</summary>
    /// <param name="schema">The whole schema.</param>
    /// <exception cref="Core.Errors.ChatException">It is too long, or no schema.</exception>
    public SchemaDocument(JsonElement schema)
    {
        if (schema.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            throw SchemaErrors.Invalid("The schema is neither an object nor true nor false.", "Send a JSON Schema.");
        }

        if (System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(schema).Length > MaxLength)
        {
            throw SchemaErrors.TooMuch(JsonPointer.Root, $"more than {MaxLength} bytes");
        }

        Root = Node(JsonPointer.Root, schema, 0);
    }

    /// <summary>The whole schema.</summary>
    public SchemaNode Root { get; }

    /// <summary>The work that the schema causes.</summary>
    public SchemaWork Work { get; } = new();

    /// <summary>The schema at a place.</summary>
    /// <param name="pointer">The place.</param>
    /// <param name="element">What stands there.</param>
    /// <param name="depth">How many schemas it stands in.</param>
    /// <exception cref="Core.Errors.ChatException">It stands too deep, or there are too many.</exception>
    public SchemaNode Node(string pointer, JsonElement element, int depth)
    {
        if (_nodes.TryGetValue(pointer, out var known))
        {
            return known;
        }

        if (depth > MaxDepth)
        {
            throw SchemaErrors.TooMuch(pointer, $"more than {MaxDepth} schemas inside each other");
        }

        if (pointer.Length > MaxPointerLength)
        {
            throw SchemaErrors.TooMuch(pointer, $"a place whose pointer is longer than {MaxPointerLength} characters");
        }

        if (_nodes.Count >= MaxNodes)
        {
            throw SchemaErrors.TooMuch(pointer, $"more than {MaxNodes} schemas in it");
        }

        return _nodes[pointer] = new SchemaNode(this, _nodes.Count, pointer, element, depth);
    }

    /// <summary>A schema that is the value of a keyword.</summary>
    /// <param name="node">The schema that has the keyword.</param>
    /// <param name="member">The keyword.</param>
    public SchemaNode Child(SchemaNode node, JsonProperty member) =>
        Child(JsonPointer.Member(node.Pointer, member.Name), member.Value, node, member.Name);

    /// <summary>The schemas of a keyword that has a list of them.</summary>
    /// <param name="node">The schema that has the keyword.</param>
    /// <param name="member">The keyword.</param>
    public IReadOnlyList<SchemaNode> List(SchemaNode node, JsonProperty member)
    {
        if (member.Value.ValueKind != JsonValueKind.Array)
        {
            throw SchemaErrors.Wrong(node.Pointer, member.Name, "an array of schemas");
        }

        var pointer = JsonPointer.Member(node.Pointer, member.Name);
        var list = new List<SchemaNode>(member.Value.GetArrayLength());
        foreach (var item in member.Value.EnumerateArray())
        {
            list.Add(Child(JsonPointer.Element(pointer, list.Count), item, node, member.Name));
        }

        return list;
    }

    /// <summary>The schemas of a keyword that has them by name.</summary>
    /// <param name="node">The schema that has the keyword.</param>
    /// <param name="member">The keyword.</param>
    public OrderedDictionary<string, SchemaNode> Map(SchemaNode node, JsonProperty member)
    {
        if (member.Value.ValueKind != JsonValueKind.Object)
        {
            throw SchemaErrors.Wrong(node.Pointer, member.Name, "an object of schemas");
        }

        var pointer = JsonPointer.Member(node.Pointer, member.Name);
        var map = new OrderedDictionary<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var item in member.Value.EnumerateObject())
        {
            map[item.Name] = Child(JsonPointer.Member(pointer, item.Name), item.Value, node, member.Name);
        }

        return map;
    }

    /// <summary>A schema that is not in the text but follows from it.</summary>
    /// <param name="node">The schema that it follows from.</param>
    /// <param name="text">Its text; equal texts are one schema.</param>
    /// <exception cref="Core.Errors.ChatException">The text is too deep, or all of them are too long together.</exception>
    public SchemaNode Derived(SchemaNode node, string text)
    {
        if (_derived.TryGetValue((node.Id, text), out var known))
        {
            return known;
        }

        _derivedLength += text.Length;
        if (_derivedLength > MaxDerivedLength)
        {
            throw SchemaErrors.TooMuch(node.Pointer, "too many or too large schemas under not and if");
        }

        var pointer = JsonPointer.Member(node.Pointer, $"({_derived.Count})");
        return _derived[(node.Id, text)] = Node(pointer, Read(node, text), node.Depth);
    }

    /// <summary>The schema that a reference leads to.</summary>
    /// <param name="node">The schema that refers.</param>
    /// <param name="reference">The reference.</param>
    /// <exception cref="Core.Errors.ChatException">It leads nowhere, or out of the document.</exception>
    public SchemaNode Resolve(SchemaNode node, string reference)
    {
        if (reference is "" or JsonPointer.Root)
        {
            return Root;
        }

        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            _anchors ??= new SchemaAnchors(Root.Element, Work);
            var found =
                _anchors.Find(reference)
                ?? throw (
                    reference[0] == '#'
                        ? SchemaErrors.Unresolved(node.Pointer, reference)
                        : SchemaErrors.Remote(node.Pointer, reference)
                );
            return Walk(node, reference, found);
        }

        return Walk(node, reference, Uri.UnescapeDataString(reference));
    }

    // The text is made of parts of the document, so it is JSON; only its depth can be wrong. Reading it all the same would take time that grows with the
    // square of the depth.
    private static JsonElement Read(SchemaNode node, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, DerivedOptions);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw SchemaErrors.TooMuch(node.Pointer, $"more than {MaxDepth} schemas inside each other");
        }
    }

    private SchemaNode Walk(SchemaNode node, string reference, string path)
    {
        var pointer = JsonPointer.Root;
        var element = Root.Element;
        var depth = 0;
        foreach (var part in path.Split('/').Skip(1))
        {
            var name = JsonPointer.Unescape(part);
            if (
                ++depth > MaxDepth * 2
                || pointer.Length > MaxPointerLength
                || !TryStep(node, pointer, element, name, out element)
            )
            {
                throw SchemaErrors.Unresolved(node.Pointer, reference);
            }

            pointer = JsonPointer.Member(pointer, name);
        }

        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            throw SchemaErrors.Unresolved(node.Pointer, reference);
        }

        // A level of schemas is a keyword and mostly a name, so half of the steps.
        return Node(pointer, element, depth / 2);
    }

    // Members are looked up in a table that is made once for each object: the many definitions of a large schema are searched by each of its references.
    private bool TryStep(SchemaNode node, string pointer, JsonElement element, string name, out JsonElement next)
    {
        next = default;
        if (element.ValueKind == JsonValueKind.Object)
        {
            if (!_members.TryGetValue(pointer, out var members))
            {
                _members[pointer] = members = new(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                {
                    members[JsonTexts.NameOf(member)] = member.Value;
                }

                Work.Spend(members.Count, node.Pointer);
            }

            return members.TryGetValue(name, out next);
        }

        if (
            element.ValueKind != JsonValueKind.Array
            || !int.TryParse(name, System.Globalization.NumberStyles.None, null, out var index)
            || index >= element.GetArrayLength()
        )
        {
            return false;
        }

        Work.Spend(index / 16, node.Pointer);
        next = element[index];
        return true;
    }

    private SchemaNode Child(string pointer, JsonElement element, SchemaNode node, string keyword) =>
        element.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False
            ? Node(pointer, element, node.Depth + 1)
            : throw SchemaErrors.Wrong(
                node.Pointer,
                keyword,
                "made of schemas, and a schema is an object, true or false"
            );
}
