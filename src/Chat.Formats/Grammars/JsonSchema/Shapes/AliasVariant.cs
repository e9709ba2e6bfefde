namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>The values of another shape.</summary>
/// <param name="target">The other shape.</param>
internal sealed class AliasVariant(Shape target) : ShapeVariant
{
    /// <summary>The other shape.</summary>
    public Shape Target { get; } = target;

    /// <inheritdoc/>
    public override IEnumerable<Shape> Parts => [Target];

    /// <inheritdoc/>
    public override bool IsProductive => Target.IsProductive;
}
