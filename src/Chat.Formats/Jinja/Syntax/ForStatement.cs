using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A loop.</summary>
internal sealed class ForStatement : Statement
{
    /// <summary>What each item is assigned to.</summary>
    public required AssignmentTarget Target { get; init; }

    /// <summary>What the loop goes through.</summary>
    public required Expression Items { get; init; }

    /// <summary>Which items are taken; null for all.</summary>
    public required Expression? Filter { get; init; }

    /// <summary>What is done with each item.</summary>
    public required Block Body { get; init; }

    /// <summary>The variables of the body, which each round begins anew.</summary>
    public required SlotRange Scope { get; init; }

    /// <summary>Where <c>loop</c> is kept; less than 0 when the body does not ask for it.</summary>
    public required int LoopSlot { get; init; }

    /// <summary>What is done when there was no item; null for nothing.</summary>
    public required Block? Otherwise { get; init; }

    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        var value = Items.Evaluate(context);
        context.Position = Items.Position;
        var items = ValueAccess.Items(context, value);
        if (Filter is not null)
        {
            items = Filtered(context, items, Filter);
        }

        if (items.Count == 0)
        {
            Scope.Clear(context.Frame);
            return Otherwise?.Execute(context, output) ?? Flow.Next;
        }

        var loop = LoopSlot < 0 ? null : new JinjaLoop(items);
        for (var index = 0; index < items.Count; index++)
        {
            context.Step();
            Scope.Clear(context.Frame);
            if (loop is not null)
            {
                loop.Index = index;
                context.Frame.Slots[LoopSlot] = loop;
            }

            Target.Assign(context, items[index]);
            if (Body.Execute(context, output) == Flow.Break)
            {
                break;
            }
        }

        return Flow.Next;
    }

    private List<JinjaValue> Filtered(JinjaContext context, IReadOnlyList<JinjaValue> items, Expression filter)
    {
        var taken = new List<JinjaValue>();
        foreach (var item in items)
        {
            context.Step();
            Scope.Clear(context.Frame);
            Target.Assign(context, item);
            if (filter.Evaluate(context).IsTrue)
            {
                taken.Add(item);
            }
        }

        return taken;
    }
}
