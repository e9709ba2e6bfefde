namespace Chat.Formats.Grammars.JsonSchema;

/// <summary>How a schema becomes a grammar.</summary>
internal sealed record JsonSchemaOptions
{
    /// <summary>What JSON Schema itself says: open objects, compact text.</summary>
    public static JsonSchemaOptions Default { get; } = new();

    /// <summary>
    /// Whether an object that declares properties and does not speak of <c>additionalProperties</c> may have others. JSON Schema says yes, which is the
    /// default; OpenAI's strict mode asks for no. An object that declares none is open in both.
    /// </summary>
    public bool AdditionalProperties { get; init; } = true;

    /// <summary>The white space between the parts; <see cref="JsonWhitespace.Compact"/> by default.</summary>
    public JsonWhitespace Whitespace { get; init; }
}
