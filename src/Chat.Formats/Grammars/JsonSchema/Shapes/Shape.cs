namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>The values that fit a set of schemas: any of several kinds, each given by a <see cref="ShapeVariant"/>.</summary>
/// <param name="name">What its rule is best called.</param>
/// <param name="pointer">The place of the first of the schemas.</param>
internal sealed class Shape(string name, string pointer)
{
    /// <summary>What its rule is best called.</summary>
    public string Name { get; } = name;

    /// <summary>The place of the first of the schemas.</summary>
    public string Pointer { get; } = pointer;

    /// <summary>The kinds of values; none when no value fits.</summary>
    public List<ShapeVariant> Variants { get; } = [];

    /// <summary>Whether a finite value fits; known once <see cref="ShapeProductivity"/> has run.</summary>
    public bool IsProductive { get; set; }

    /// <summary>The shapes that have this one in them, once <see cref="ShapeProductivity"/> has run.</summary>
    public List<Shape> Users { get; } = [];

    /// <summary>The name of its rule, once it has one.</summary>
    public string? Rule { get; set; }
}
