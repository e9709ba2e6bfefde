using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Values joined by operators of the same precedence, reckoned from left to right.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="operands">The values.</param>
/// <param name="operators">The operators between them.</param>
internal sealed class ArithmeticExpression(int position, Expression[] operands, ArithmeticOperator[] operators)
    : Expression(position, Over(operands))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        var value = operands[0].Evaluate(context);
        for (var index = 0; index < operators.Length; index++)
        {
            var right = operands[index + 1].Evaluate(context);
            context.Position = operands[index + 1].Position;
            value = Arithmetic.Apply(context, operators[index], value, right);
        }

        return value;
    }
}
