namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Values that an expression of GBNF spells, without parts.</summary>
/// <param name="name">What its rule is best called.</param>
/// <param name="expression">The expression.</param>
internal sealed class TextVariant(string name, string expression) : ShapeVariant
{
    /// <summary>What its rule is best called.</summary>
    public string Name { get; } = name;

    /// <summary>The expression.</summary>
    public string Expression { get; } = expression;

    /// <inheritdoc/>
    public override IEnumerable<Shape> Parts => [];

    /// <inheritdoc/>
    public override bool IsProductive => true;
}
