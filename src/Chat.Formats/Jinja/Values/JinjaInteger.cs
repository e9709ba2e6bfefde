namespace Chat.Formats.Jinja.Values;

/// <summary>A whole number of 64 bits.</summary>
internal sealed class JinjaInteger : JinjaValue
{
    private const int LeastKept = -16;
    private const int MostKept = 256;

    private static readonly JinjaInteger[] Kept =
    [
        .. Enumerable.Range(LeastKept, MostKept - LeastKept + 1).Select(value => new JinjaInteger(value)),
    ];

    private JinjaInteger(long value) => Value = value;

    /// <summary>The number.</summary>
    public long Value { get; }

    /// <inheritdoc/>
    public override string TypeName => "integer";

    /// <inheritdoc/>
    public override bool IsTrue => Value != 0;

    /// <summary>The value of a number.</summary>
    /// <param name="value">The number.</param>
    public static JinjaInteger Of(long value) =>
        value is >= LeastKept and <= MostKept ? Kept[value - LeastKept] : new JinjaInteger(value);
}
