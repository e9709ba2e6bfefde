using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>A schema that is to be applied, and on whose behalf.</summary>
/// <param name="Node">The schema.</param>
/// <param name="Parent">The schema that applies it; null for one that was there from the beginning.</param>
/// <param name="Depth">How many there are before it.</param>
internal sealed record ExpansionStep(SchemaNode Node, ExpansionStep? Parent, int Depth)
{
    /// <summary>A schema that this one applies.</summary>
    /// <param name="node">That schema.</param>
    public ExpansionStep To(SchemaNode node) => new(node, this, Depth + 1);
}
