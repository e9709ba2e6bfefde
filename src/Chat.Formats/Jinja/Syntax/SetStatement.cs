using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Assigns a value.</summary>
/// <param name="target">What it is assigned to.</param>
/// <param name="value">The value.</param>
internal sealed class SetStatement(AssignmentTarget target, Expression value) : Statement
{
    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        target.Assign(context, value.Evaluate(context));
        return Flow.Next;
    }
}
