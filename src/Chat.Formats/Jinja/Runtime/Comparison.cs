using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>Applies the operators that compare.</summary>
internal static class Comparison
{
    /// <summary>Whether an operator holds.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="left">What stands before it.</param>
    /// <param name="right">What stands behind it.</param>
    /// <exception cref="JinjaException">The values have no order, or the container no items.</exception>
    public static bool Holds(JinjaContext context, ComparisonOperator operation, JinjaValue left, JinjaValue right)
    {
        context.Step();
        return operation switch
        {
            ComparisonOperator.Equal => ValueAccess.AreEqual(context, left, right),
            ComparisonOperator.NotEqual => !ValueAccess.AreEqual(context, left, right),
            ComparisonOperator.In => ValueAccess.Contains(context, left, right),
            ComparisonOperator.NotIn => !ValueAccess.Contains(context, left, right),
            ComparisonOperator.Less => Order(context, left, right) < 0,
            ComparisonOperator.LessOrEqual => Order(context, left, right) <= 0,
            ComparisonOperator.Greater => Order(context, left, right) > 0,
            _ => Order(context, left, right) >= 0,
        };
    }

    /// <summary>Which of two values comes first.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="left">A value.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="JinjaException">They have no order.</exception>
    public static int Order(JinjaContext context, JinjaValue left, JinjaValue right)
    {
        context.Step();
        var compared = 0;
        var order = ValueComparison.Order(left, right, JinjaLimits.MaxItems, ref compared);
        context.Charge(compared);
        return order
            ?? throw context.Fail(
                (left as JinjaUndefined ?? right as JinjaUndefined) is { } undefined
                    ? $"{undefined.Name} is undefined"
                    : $"{left.TypeName} and {right.TypeName} have no order"
            );
    }
}
