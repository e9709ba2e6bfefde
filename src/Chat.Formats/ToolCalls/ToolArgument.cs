using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.ToolCalls;

/// <summary>An argument that a tool's schema declares.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Schemas">The schemas that its value follows, all of them; none for any value.</param>
/// <param name="IsRequired">True when every call has it.</param>
internal sealed record ToolArgument(string Key, IReadOnlyList<SchemaNode> Schemas, bool IsRequired);
