using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>The opposite of a condition.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="operand">The condition.</param>
internal sealed class NotExpression(int position, Expression operand) : Expression(position, Over(operand))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context) => JinjaBoolean.Of(!operand.Evaluate(context).IsTrue);
}
