using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>The text of a block that filters are laid around.</summary>
/// <param name="position">Where the block stands.</param>
/// <param name="slot">Where the text is kept while the filters run.</param>
internal sealed class PlaceholderExpression(int position, int slot) : Expression(position, depth: 1)
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context) => context.Frame.Slots[slot] ?? JinjaUndefined.Unnamed;
}
