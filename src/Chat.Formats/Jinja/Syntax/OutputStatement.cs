using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>An expression whose value is written.</summary>
/// <param name="expression">The expression.</param>
internal sealed class OutputStatement(Expression expression) : Statement
{
    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        var value = expression.Evaluate(context);
        context.Position = expression.Position;
        context.Write(output, ValueText.Of(context, value));
        return Flow.Next;
    }
}
