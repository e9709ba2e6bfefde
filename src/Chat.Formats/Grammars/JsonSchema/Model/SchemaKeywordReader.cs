using System.Text.Json;

namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>Reads the keywords of a schema: 2020-12, and the forms of older drafts and of OpenAPI that are still sent.</summary>
internal static class SchemaKeywordReader
{
    /// <summary>Reads the keywords of a schema.</summary>
    /// <param name="document">The document that it stands in.</param>
    /// <param name="node">The schema.</param>
    /// <exception cref="Core.Errors.ChatException">It is no schema, or a keyword's value is of the wrong type.</exception>
    public static SchemaKeywords Read(SchemaDocument document, SchemaNode node)
    {
        var keywords = new SchemaKeywords();
        if (node.Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return keywords;
        }

        if (node.Element.ValueKind != JsonValueKind.Object)
        {
            throw SchemaErrors.Invalid(
                $"What stands at {node.Pointer} is no schema.",
                "A schema is an object, true or false."
            );
        }

        try
        {
            List<string>? unknown = null;
            foreach (var member in node.Element.EnumerateObject())
            {
                // A property's name is a new string each time that it is asked for.
                var name = member.Name;
                var known =
                    ReadValue(keywords, node, member, name)
                    || ReadApplicator(keywords, document, node, member, name)
                    || ReadObject(keywords, document, node, member, name)
                    || ReadArray(keywords, document, node, member, name)
                    || SchemaAnnotations.Contains(name);
                if (!known)
                {
                    (unknown ??= []).Add(name);
                }
            }

            keywords.Unknown = unknown ?? keywords.Unknown;
        }
        catch (InvalidOperationException)
        {
            throw SchemaErrors.Invalid(
                $"A text in the schema at {node.Pointer} holds half of a surrogate pair.",
                "Send whole characters."
            );
        }

        ReadOldForms(keywords, document, node);
        return keywords;
    }

    private static bool ReadValue(SchemaKeywords keywords, SchemaNode node, JsonProperty member, string name)
    {
        switch (name)
        {
            case "type":
                keywords.Types = SchemaValueReader.Types(node, member);
                return true;
            case "enum":
                keywords.Enum =
                    member.Value.ValueKind == JsonValueKind.Array
                        ? [.. member.Value.EnumerateArray()]
                        : throw SchemaErrors.Wrong(node.Pointer, "enum", "an array");
                return true;
            case "const":
                keywords.Const = member.Value;
                return true;
            case "minimum":
                keywords.Minimum = SchemaValueReader.Number(node, member);
                return true;
            case "maximum":
                keywords.Maximum = SchemaValueReader.Number(node, member);
                return true;
            case "exclusiveMinimum":
            case "exclusiveMaximum":
                ReadExclusive(keywords, node, member);
                return true;
            case "multipleOf":
                keywords.MultipleOf = SchemaValueReader.Number(node, member)
                    is { IsZero: false, IsNegative: false } divisor
                    ? divisor
                    : throw SchemaErrors.Wrong(node.Pointer, "multipleOf", "above zero");
                return true;
            case "minLength":
                keywords.MinLength = SchemaValueReader.Count(node, member);
                return true;
            case "maxLength":
                keywords.MaxLength = SchemaValueReader.Count(node, member);
                return true;
            case "pattern":
                keywords.Pattern = SchemaValueReader.Text(node, member);
                return true;
            case "format":
                keywords.Format = SchemaValueReader.Text(node, member);
                return true;
            default:
                return false;
        }
    }

    private static bool ReadApplicator(
        SchemaKeywords keywords,
        SchemaDocument document,
        SchemaNode node,
        JsonProperty member,
        string name
    )
    {
        switch (name)
        {
            case "$ref":
            case "$dynamicRef":
            case "$recursiveRef":
                keywords.Reference = SchemaValueReader.Text(node, member);
                keywords.IsDynamic |= string.Equals(name, "$dynamicRef", StringComparison.Ordinal);
                return true;
            case "allOf":
                keywords.AllOf = document.List(node, member);
                return true;
            case "anyOf":
                keywords.AnyOf = document.List(node, member);
                return true;
            case "oneOf":
                keywords.OneOf = document.List(node, member);
                return true;
            case "not":
                keywords.Not = document.Child(node, member);
                return true;
            case "if":
                keywords.If = document.Child(node, member);
                return true;
            case "then":
                keywords.Then = document.Child(node, member);
                return true;
            case "else":
                keywords.Else = document.Child(node, member);
                return true;
            default:
                return false;
        }
    }

    private static bool ReadObject(
        SchemaKeywords keywords,
        SchemaDocument document,
        SchemaNode node,
        JsonProperty member,
        string name
    )
    {
        switch (name)
        {
            case "properties":
                keywords.Properties = document.Map(node, member);
                return true;
            case "patternProperties":
                keywords.PatternProperties = document.Map(node, member);
                return true;
            case "additionalProperties":
                keywords.AdditionalProperties = document.Child(node, member);
                return true;
            case "unevaluatedProperties":
                keywords.UnevaluatedProperties = document.Child(node, member);
                return true;
            case "propertyNames":
                keywords.PropertyNames = document.Child(node, member);
                return true;
            case "required" when member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                keywords.Required = SchemaValueReader.Texts(node, member);
                return true;
            case "minProperties":
                keywords.MinProperties = SchemaValueReader.Count(node, member);
                return true;
            case "maxProperties":
                keywords.MaxProperties = SchemaValueReader.Count(node, member);
                return true;
            case "dependentRequired":
            case "dependentSchemas":
            case "dependencies":
                ReadDependencies(keywords, document, node, member);
                return true;
            default:
                return false;
        }
    }

    private static bool ReadArray(
        SchemaKeywords keywords,
        SchemaDocument document,
        SchemaNode node,
        JsonProperty member,
        string name
    )
    {
        switch (name)
        {
            case "items" when member.Value.ValueKind == JsonValueKind.Array:
            case "prefixItems":
                keywords.PrefixItems = document.List(node, member);
                return true;
            case "items":
                keywords.Items = document.Child(node, member);
                return true;
            case "contains":
                keywords.Contains = document.Child(node, member);
                return true;
            case "minContains":
                keywords.MinContains = SchemaValueReader.Count(node, member);
                return true;
            case "maxContains":
                keywords.MaxContains = SchemaValueReader.Count(node, member);
                return true;
            case "minItems":
                keywords.MinItems = SchemaValueReader.Count(node, member);
                return true;
            case "maxItems":
                keywords.MaxItems = SchemaValueReader.Count(node, member);
                return true;
            case "uniqueItems":
                keywords.UniqueItems = SchemaValueReader.Flag(node, member);
                return true;
            case "unevaluatedItems":
                keywords.UnevaluatedItems = document.Child(node, member);
                return true;
            default:
                return false;
        }
    }

    private static void ReadExclusive(SchemaKeywords keywords, SchemaNode node, JsonProperty member)
    {
        // Draft 4's true and false are seen to when minimum and maximum are known.
        if (member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return;
        }

        var number = SchemaValueReader.Number(node, member);
        if (string.Equals(member.Name, "exclusiveMinimum", StringComparison.Ordinal))
        {
            keywords.ExclusiveMinimum = number;
        }
        else
        {
            keywords.ExclusiveMaximum = number;
        }
    }

    private static void ReadDependencies(
        SchemaKeywords keywords,
        SchemaDocument document,
        SchemaNode node,
        JsonProperty member
    )
    {
        if (member.Value.ValueKind != JsonValueKind.Object)
        {
            throw SchemaErrors.Wrong(node.Pointer, member.Name, "an object");
        }

        var wantsLists = string.Equals(member.Name, "dependentRequired", StringComparison.Ordinal);
        var wantsSchemas = string.Equals(member.Name, "dependentSchemas", StringComparison.Ordinal);
        foreach (var dependency in member.Value.EnumerateObject())
        {
            if (wantsLists || (!wantsSchemas && dependency.Value.ValueKind == JsonValueKind.Array))
            {
                (keywords.DependentRequired ??= new(StringComparer.Ordinal))[dependency.Name] = SchemaValueReader.Texts(
                    node,
                    dependency
                );
            }
            else
            {
                var pointer = JsonPointer.Member(JsonPointer.Member(node.Pointer, member.Name), dependency.Name);
                (keywords.DependentSchemas ??= new(StringComparer.Ordinal))[dependency.Name] = document.Node(
                    pointer,
                    dependency.Value,
                    node.Depth + 1
                );
            }
        }
    }

    private static void ReadOldForms(SchemaKeywords keywords, SchemaDocument document, SchemaNode node)
    {
        if (Is(node, "exclusiveMinimum", JsonValueKind.True))
        {
            keywords.ExclusiveMinimum = keywords.Minimum;
        }

        if (Is(node, "exclusiveMaximum", JsonValueKind.True))
        {
            keywords.ExclusiveMaximum = keywords.Maximum;
        }

        if (Is(node, "nullable", JsonValueKind.True) && keywords.Types is { } types)
        {
            keywords.Types = types | JsonTypes.Null;
        }

        if (
            keywords.Items is null
            && keywords.PrefixItems is not null
            && node.Element.TryGetProperty("additionalItems", out var items)
        )
        {
            keywords.Items = document.Node(JsonPointer.Member(node.Pointer, "additionalItems"), items, node.Depth + 1);
        }
    }

    private static bool Is(SchemaNode node, string name, JsonValueKind kind) =>
        node.Element.TryGetProperty(name, out var value) && value.ValueKind == kind;
}
