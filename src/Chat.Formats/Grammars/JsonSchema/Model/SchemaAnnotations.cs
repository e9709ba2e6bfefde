namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>The keywords that say nothing of which values fit: those of JSON Schema, of OpenAPI and of editors.</summary>
internal static class SchemaAnnotations
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$schema",
        "$id",
        "id",
        "$anchor",
        "$dynamicAnchor",
        "$recursiveAnchor",
        "$comment",
        "$vocabulary",
        "$defs",
        "definitions",
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "discriminator",
        "externalDocs",
        "xml",
        "strict",
        "name",
        "optional",
        "markdownDescription",
        "enumDescriptions",
        "markdownEnumDescriptions",
        "enumItemLabels",
        "deprecationMessage",
        "markdownDeprecationMessage",
        "errorMessage",
        "patternErrorMessage",
        "defaultSnippets",
        "doNotSuggest",
        "propertyOrdering",
        "nullable",
        "additionalItems",
    };

    /// <summary>Whether a keyword says nothing of which values fit.</summary>
    /// <param name="keyword">The keyword.</param>
    public static bool Contains(string keyword) =>
        Known.Contains(keyword) || keyword.StartsWith("x-", StringComparison.Ordinal);
}
