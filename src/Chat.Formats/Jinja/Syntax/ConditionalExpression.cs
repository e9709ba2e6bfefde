using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>One of two values, as in <c>value if condition else otherwise</c>.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="value">The value where the condition holds.</param>
/// <param name="condition">The condition.</param>
/// <param name="otherwise">The other value; null for undefined.</param>
internal sealed class ConditionalExpression(int position, Expression value, Expression condition, Expression? otherwise)
    : Expression(position, Over(value, condition, otherwise))
{
    private static readonly JinjaUndefined Nothing = new("the value of an if without else");

    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        context.Step();
        return condition.Evaluate(context).IsTrue ? value.Evaluate(context) : otherwise?.Evaluate(context) ?? Nothing;
    }
}
