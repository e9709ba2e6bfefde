namespace Chat.Formats.Grammars.JsonSchema;

/// <summary>One way in which a value does not fit a schema.</summary>
/// <param name="Instance">The place in the value, a JSON pointer that begins with <c>#</c>.</param>
/// <param name="Schema">The place of the schema that it does not fit.</param>
/// <param name="Keyword">The keyword that it does not fit.</param>
/// <param name="Message">One sentence: what is wrong.</param>
internal sealed record SchemaViolation(string Instance, string Schema, string Keyword, string Message);
