namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>A declared property.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsRequired">Whether every object has it.</param>
internal readonly record struct ObjectMember(string Name, Shape Value, bool IsRequired);
