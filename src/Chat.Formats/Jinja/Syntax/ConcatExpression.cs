using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Values joined by <c>~</c> as text.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="operands">The values.</param>
internal sealed class ConcatExpression(int position, Expression[] operands) : Expression(position, Over(operands))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        var text = JinjaString.Empty;
        foreach (var operand in operands)
        {
            context.Step();
            var value = operand.Evaluate(context);
            context.Position = Position;
            text = context.Concat(text, ValueText.Of(context, value));
        }

        return text;
    }
}
