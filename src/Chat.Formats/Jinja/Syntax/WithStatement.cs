using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A block with variables of its own.</summary>
/// <param name="targets">The variables.</param>
/// <param name="values">Their values, evaluated outside of the block.</param>
/// <param name="body">The block.</param>
/// <param name="scope">All variables of the block.</param>
internal sealed class WithStatement(AssignmentTarget[] targets, Expression[] values, Block body, SlotRange scope)
    : Statement
{
    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        var evaluated = Array.ConvertAll(values, value => value.Evaluate(context));
        scope.Clear(context.Frame);
        for (var index = 0; index < targets.Length; index++)
        {
            targets[index].Assign(context, evaluated[index]);
        }

        return body.Execute(context, output);
    }
}
