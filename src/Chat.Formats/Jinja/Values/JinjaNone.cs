namespace Chat.Formats.Jinja.Values;

/// <summary>The value <c>none</c>, JSON's null.</summary>
internal sealed class JinjaNone : JinjaValue
{
    private JinjaNone() { }

    /// <summary>The value.</summary>
    public static JinjaNone Value { get; } = new();

    /// <inheritdoc/>
    public override string TypeName => "none";

    /// <inheritdoc/>
    public override bool IsTrue => false;
}
