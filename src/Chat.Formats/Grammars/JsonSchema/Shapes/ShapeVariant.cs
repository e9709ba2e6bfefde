namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>One kind of values of a <see cref="Shape"/>.</summary>
internal abstract class ShapeVariant
{
    /// <summary>The shapes that it is made of.</summary>
    public abstract IEnumerable<Shape> Parts { get; }

    /// <summary>Whether a finite value fits, given which of its parts have one.</summary>
    public abstract bool IsProductive { get; }
}
