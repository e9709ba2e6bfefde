using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Takes a block's text, lays filters around it, and writes it or assigns it: a <c>set</c> block or a <c>filter</c> block.</summary>
/// <param name="body">The block.</param>
/// <param name="scope">The block's variables.</param>
/// <param name="slot">Where the text is kept while the filters run.</param>
/// <param name="filtered">The filters around the text.</param>
/// <param name="target">What it is assigned to; null to write it.</param>
internal sealed class CaptureStatement(
    Block body,
    SlotRange scope,
    int slot,
    Expression filtered,
    AssignmentTarget? target
) : Statement
{
    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        scope.Clear(context.Frame);
        var text = new MarkedText(JinjaLimits.MaxTextLength);
        body.Execute(context, text);
        context.Frame.Slots[slot] = text.ToValue();
        var value = filtered.Evaluate(context);
        if (target is null)
        {
            context.Write(output, ValueText.Of(context, value));
        }
        else
        {
            target.Assign(context, value);
        }

        return Flow.Next;
    }
}
