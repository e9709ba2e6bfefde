using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Values joined by <c>and</c> or <c>or</c>: the first that decides, or the last.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="operands">The values.</param>
/// <param name="isAnd">True for <c>and</c>.</param>
internal sealed class LogicExpression(int position, Expression[] operands, bool isAnd)
    : Expression(position, Over(operands))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        JinjaValue value = JinjaNone.Value;
        foreach (var operand in operands)
        {
            context.Step();
            value = operand.Evaluate(context);
            if (value.IsTrue != isAnd)
            {
                break;
            }
        }

        return value;
    }
}
