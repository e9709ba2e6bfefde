using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A number with a sign before it.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="operand">The number.</param>
/// <param name="isNegative">True for a minus.</param>
internal sealed class UnaryExpression(int position, Expression operand, bool isNegative)
    : Expression(position, Over(operand))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        var value = operand.Evaluate(context);
        context.Position = Position;
        return value is JinjaFloat or JinjaInteger or JinjaBoolean
            ? Arithmetic.Apply(
                context,
                isNegative ? ArithmeticOperator.Multiply : ArithmeticOperator.Add,
                value,
                JinjaInteger.Of(isNegative ? -1 : 0)
            )
            : throw context.Fail(
                value is JinjaUndefined undefined
                    ? $"{undefined.Name} is undefined"
                    : $"a sign cannot stand before {value.TypeName}"
            );
    }
}
