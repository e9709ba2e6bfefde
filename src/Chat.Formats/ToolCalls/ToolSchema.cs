using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Shapes;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// The arguments of a tool by its schema, for forms of calls that write each argument by itself: references are followed, and schemas that apply
/// together, at the root or in one argument, are laid together. Not safe for use by several threads at once.
/// </summary>
internal sealed class ToolSchema
{
    // What a grammar of a small value costs, in the steps of SchemaWork.
    private const int StepsPerValue = 200;

    private readonly List<string> _warnings = [];
    private readonly SchemaWarnings _told;
    private readonly SchemaExpansion _expansion;
    private readonly PropertySchemas _properties;
    private readonly Dictionary<string, ArgumentType> _types = new(StringComparer.Ordinal);

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">The schema of all arguments.</param>
    /// <exception cref="Core.Errors.ChatException">It is no schema, in error or too large: kind <see cref="Core.Errors.ChatErrorKind.InvalidRequest"/>.</exception>
    public ToolSchema(JsonElement schema)
    {
        Document = new SchemaDocument(schema);
        _told = new SchemaWarnings(_warnings);
        _expansion = new SchemaExpansion(Document, _told);
        _properties = new PropertySchemas(Document, _told);
        Ways = [.. Expand([Document.Root]).Select(Arguments)];
        foreach (var argument in Ways.SelectMany(way => way).GroupBy(argument => argument.Key, StringComparer.Ordinal))
        {
            _types[argument.Key] = ArgumentTypes.Of(argument.SelectMany(one => Expand(one.Schemas)));
        }
    }

    /// <summary>The schema with all that it refers to.</summary>
    public SchemaDocument Document { get; }

    /// <summary>The arguments, in each of the ways that the schema allows; mostly it is one.</summary>
    public IReadOnlyList<IReadOnlyList<ToolArgument>> Ways { get; }

    /// <summary>What the grammar does not keep, a sentence each, so far.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Where more of that goes.</summary>
    public SchemaWarnings Told => _told;

    /// <summary>What an argument is.</summary>
    /// <param name="key">Its name.</param>
    public ArgumentType TypeOf(string key) => _types.GetValueOrDefault(key, ArgumentType.Unknown);

    /// <summary>The alternatives of schemas that must all hold: each a list of schemas whose own keywords must all hold.</summary>
    /// <param name="schemas">The schemas; none for any value.</param>
    /// <exception cref="Core.Errors.ChatException">There are too many, or one applies itself to the same value.</exception>
    public IReadOnlyList<IReadOnlyList<SchemaNode>> Expand(IReadOnlyList<SchemaNode> schemas)
    {
        Document.Work.Spend(StepsPerValue + schemas.Count, Document.Root.Pointer);
        return _expansion.Expand([.. schemas.Where(schema => schema.Element.ValueKind != JsonValueKind.True)]);
    }

    /// <summary>The properties of an object.</summary>
    /// <param name="leaves">The schemas of the object, whose own keywords must all hold.</param>
    public IReadOnlyList<ToolArgument> Arguments(IReadOnlyList<SchemaNode> leaves)
    {
        var required = PropertySchemas.Required(leaves);
        var arguments = PropertySchemas
            .Declared(leaves)
            .Select(key => new ToolArgument(key, _properties.Of(leaves, key), required.Contains(key)))
            .Where(argument => argument.IsRequired || !argument.Schemas.Any(schema => schema.IsFalse))
            .ToList();
        foreach (var leaf in leaves)
        {
            if (leaf.Keywords.MinProperties > required.Count)
            {
                _told.Add(leaf, "minProperties", "the model's form of calls does not count arguments");
            }

            if (leaf.Keywords.MaxProperties < arguments.Count)
            {
                _told.Add(leaf, "maxProperties", "the model's form of calls does not count arguments");
            }
        }

        return arguments;
    }

    /// <summary>Warns of a <c>not</c> that no other schema says.</summary>
    /// <param name="leaves">Schemas whose own keywords must all hold.</param>
    public void WarnOfNot(IReadOnlyList<SchemaNode> leaves)
    {
        foreach (var leaf in leaves)
        {
            if (leaf.Keywords.Not is { } not && !_expansion.IsNegated(not))
            {
                _told.Add(leaf, "not", "a grammar cannot say the opposite of this schema");
            }
        }
    }
}
