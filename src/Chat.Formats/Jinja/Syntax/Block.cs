using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Statements in a row.</summary>
/// <param name="statements">The statements.</param>
internal sealed class Block(Statement[] statements) : Statement
{
    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        foreach (var statement in statements)
        {
            context.Step();
            var flow = statement.Execute(context, output);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }
}
