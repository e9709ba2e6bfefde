using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A slice, as in <c>value[start:stop:step]</c>.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="target">The value.</param>
/// <param name="start">Where it begins; null for the end that the step begins at.</param>
/// <param name="stop">Before what it ends; null for the other end.</param>
/// <param name="step">The step; null for 1.</param>
internal sealed class SliceExpression(
    int position,
    Expression target,
    Expression? start,
    Expression? stop,
    Expression? step
) : Expression(position, Over(target, start, stop, step))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        context.Step();
        var value = target.Evaluate(context);
        var from = Bound(context, start);
        var to = Bound(context, stop);
        var by = Bound(context, step);
        context.Position = Position;
        return ValueAccess.Slice(context, value, from, to, by);
    }

    private static long? Bound(JinjaContext context, Expression? bound)
    {
        if (bound is null)
        {
            return null;
        }

        var value = bound.Evaluate(context);
        context.Position = bound.Position;
        return value is JinjaNone ? null
            : ValueComparison.TryWhole(value, out var number) ? number
            : throw context.Fail($"a slice needs whole numbers, not {value.TypeName}");
    }
}
