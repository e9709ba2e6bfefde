using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Blocks of which the first whose condition holds runs.</summary>
/// <param name="conditions">The conditions.</param>
/// <param name="blocks">The blocks, in the conditions' order.</param>
/// <param name="otherwise">The block where none holds; null for none.</param>
internal sealed class IfStatement(Expression[] conditions, Block[] blocks, Block? otherwise) : Statement
{
    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        for (var index = 0; index < conditions.Length; index++)
        {
            context.Step();
            if (conditions[index].Evaluate(context).IsTrue)
            {
                return blocks[index].Execute(context, output);
            }
        }

        return otherwise?.Execute(context, output) ?? Flow.Next;
    }
}
