using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A variable of the frame that runs.</summary>
/// <param name="slot">Its place.</param>
internal sealed class VariableTarget(int slot) : AssignmentTarget
{
    /// <inheritdoc/>
    public override void Assign(JinjaContext context, JinjaValue value) => context.Frame.Slots[slot] = value;
}
