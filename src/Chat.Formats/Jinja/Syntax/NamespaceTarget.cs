using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>An attribute of a namespace.</summary>
/// <param name="target">The namespace.</param>
/// <param name="name">The attribute's name.</param>
internal sealed class NamespaceTarget(NameExpression target, string name) : AssignmentTarget
{
    /// <inheritdoc/>
    public override void Assign(JinjaContext context, JinjaValue value)
    {
        var owner = target.Evaluate(context);
        context.Position = target.Position;
        if (owner is not JinjaNamespace space)
        {
            throw context.Fail($"only a namespace's attributes can be set, and {target.Name} is {owner.TypeName}");
        }

        context.Charge(1);
        space.Set(name, value);
    }
}
