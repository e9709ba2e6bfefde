using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A list or tuple written in the template.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="items">Its items.</param>
/// <param name="isTuple">True for a tuple.</param>
internal sealed class ListExpression(int position, Expression[] items, bool isTuple) : Expression(position, Over(items))
{
    /// <summary>Its items.</summary>
    public IReadOnlyList<Expression> Items => items;

    /// <summary>True for a tuple.</summary>
    public bool IsTuple { get; } = isTuple;

    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        context.Charge(items.Length + 1);
        var values = new List<JinjaValue>(items.Length);
        foreach (var item in items)
        {
            values.Add(item.Evaluate(context));
        }

        return new JinjaList(values, IsTuple) { IsOwn = true };
    }
}
