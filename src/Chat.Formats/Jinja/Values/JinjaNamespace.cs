namespace Chat.Formats.Jinja.Values;

/// <summary>What <c>namespace()</c> makes: an object whose attributes a template may set.</summary>
internal sealed class JinjaNamespace : JinjaValue
{
    private readonly Dictionary<string, JinjaValue> _attributes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string TypeName => "namespace";

    /// <summary>How many attributes it has.</summary>
    public int Count => _attributes.Count;

    /// <inheritdoc/>
    public override JinjaValue? Attribute(string name) => _attributes.GetValueOrDefault(name);

    /// <summary>Sets an attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Set(string name, JinjaValue value) => _attributes[name] = value;
}
