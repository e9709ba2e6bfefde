namespace Chat.Formats.Jinja.Values;

/// <summary>What a name or member that does not exist evaluates to. It writes nothing and counts as false.</summary>
/// <param name="name">What was asked for, for messages.</param>
internal sealed class JinjaUndefined(string name) : JinjaValue
{
    /// <summary>An undefined value that nothing more is known of.</summary>
    public static JinjaUndefined Unnamed { get; } = new("value");

    /// <summary>What was asked for.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public override string TypeName => "undefined";

    /// <inheritdoc/>
    public override bool IsTrue => false;
}
