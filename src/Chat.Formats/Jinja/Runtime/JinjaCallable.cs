using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>A value that can be called.</summary>
internal abstract class JinjaCallable : JinjaValue
{
    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public override string TypeName => "function";

    /// <inheritdoc/>
    public override JinjaValue? Attribute(string name) => name is "name" ? new JinjaString(Name) : null;

    /// <summary>Calls it.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="arguments">The arguments.</param>
    /// <exception cref="JinjaException">It does not take the arguments, or fails.</exception>
    public abstract JinjaValue Call(JinjaContext context, in JinjaArguments arguments);
}
