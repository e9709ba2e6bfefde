using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Values compared in a row: each comparison must hold, and those after the first that does not are left out.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="operands">The values.</param>
/// <param name="operators">The operators between them.</param>
internal sealed class ComparisonExpression(int position, Expression[] operands, ComparisonOperator[] operators)
    : Expression(position, Over(operands))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        var left = operands[0].Evaluate(context);
        for (var index = 0; index < operators.Length; index++)
        {
            var right = operands[index + 1].Evaluate(context);
            context.Position = Position;
            if (!Comparison.Holds(context, operators[index], left, right))
            {
                return JinjaBoolean.False;
            }

            left = right;
        }

        return JinjaBoolean.True;
    }
}
