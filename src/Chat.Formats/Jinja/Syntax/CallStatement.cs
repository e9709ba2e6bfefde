using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A call block: calls a macro that can call the block's body with <c>caller()</c>.</summary>
/// <param name="call">The call.</param>
/// <param name="body">The body.</param>
internal sealed class CallStatement(CallExpression call, MacroDefinition body) : Statement
{
    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        var value = call.Call(context, new JinjaMacro(body, context.Frame));
        context.Position = call.Position;
        context.Write(output, ValueText.Of(context, value));
        return Flow.Next;
    }
}
