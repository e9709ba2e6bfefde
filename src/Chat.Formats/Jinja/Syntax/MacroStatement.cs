using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Defines a macro.</summary>
/// <param name="definition">The macro.</param>
/// <param name="slot">Where it is kept.</param>
internal sealed class MacroStatement(MacroDefinition definition, int slot) : Statement
{
    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        context.Frame.Slots[slot] = new JinjaMacro(definition, context.Frame);
        return Flow.Next;
    }
}
