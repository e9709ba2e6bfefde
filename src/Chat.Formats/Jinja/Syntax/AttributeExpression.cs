using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>An attribute, as in <c>value.name</c>.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="target">The value.</param>
/// <param name="name">The name.</param>
internal sealed class AttributeExpression(int position, Expression target, string name)
    : Expression(position, Over(target))
{
    /// <summary>The value.</summary>
    public Expression Target { get; } = target;

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        context.Step();
        var value = Target.Evaluate(context);
        context.Position = Position;
        return ValueAccess.Attribute(context, value, Name);
    }
}
