namespace Chat.Formats.Jinja.Values;

/// <summary>True or false. In arithmetic and comparisons it is 1 or 0, as in Python.</summary>
internal sealed class JinjaBoolean : JinjaValue
{
    private JinjaBoolean(bool value) => IsTrue = value;

    /// <summary>The value true.</summary>
    public static JinjaBoolean True { get; } = new(value: true);

    /// <summary>The value false.</summary>
    public static JinjaBoolean False { get; } = new(value: false);

    /// <inheritdoc/>
    public override string TypeName => "boolean";

    /// <inheritdoc/>
    public override bool IsTrue { get; }

    /// <summary>The value of a truth.</summary>
    /// <param name="value">The truth.</param>
    public static JinjaBoolean Of(bool value) => value ? True : False;
}
