using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>An item, as in <c>value[key]</c>.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="target">The value.</param>
/// <param name="key">The key.</param>
internal sealed class ItemExpression(int position, Expression target, Expression key)
    : Expression(position, Over(target, key))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        context.Step();
        var value = target.Evaluate(context);
        var place = key.Evaluate(context);
        context.Position = Position;
        return ValueAccess.Item(context, value, place);
    }
}
