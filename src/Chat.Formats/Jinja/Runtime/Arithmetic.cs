using System.Text;
using Chat.Formats.Jinja.Builtins;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>Reckons as Python does, with whole numbers of 64 bits.</summary>
internal static class Arithmetic
{
    /// <summary>Applies an operator.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="left">What stands before it.</param>
    /// <param name="right">What stands behind it.</param>
    /// <exception cref="JinjaException">The operator does not take the values, or the result is too large.</exception>
    public static JinjaValue Apply(
        JinjaContext context,
        ArithmeticOperator operation,
        JinjaValue left,
        JinjaValue right
    )
    {
        context.Step();
        switch (operation)
        {
            case ArithmeticOperator.Add when left is JinjaString leftText && right is JinjaString rightText:
                return context.Concat(leftText, rightText);
            case ArithmeticOperator.Add
                when left is JinjaList leftList
                    && right is JinjaList rightList
                    && leftList.IsTuple == rightList.IsTuple:
                context.ChargeItems((long)leftList.Items.Count + rightList.Items.Count);
                return new JinjaList([.. leftList.Items, .. rightList.Items], leftList.IsTuple) { IsOwn = true };
            case ArithmeticOperator.Multiply when left is JinjaString or JinjaList:
                return Repeat(context, left, right);
            case ArithmeticOperator.Multiply when right is JinjaString or JinjaList:
                return Repeat(context, right, left);
            case ArithmeticOperator.Modulo when left is JinjaString format:
                return PercentFormat.Format(context, format, right);
        }

        if (ValueComparison.TryWhole(left, out var leftWhole) && ValueComparison.TryWhole(right, out var rightWhole))
        {
            return Whole(context, operation, leftWhole, rightWhole);
        }

        return
            ValueComparison.TryNumber(left, out var leftNumber) && ValueComparison.TryNumber(right, out var rightNumber)
            ? Real(context, operation, leftNumber, rightNumber)
            : throw Refuse(context, operation, left, right);
    }

    private static JinjaValue Whole(JinjaContext context, ArithmeticOperator operation, long left, long right)
    {
        try
        {
            return operation switch
            {
                ArithmeticOperator.Add => JinjaInteger.Of(checked(left + right)),
                ArithmeticOperator.Subtract => JinjaInteger.Of(checked(left - right)),
                ArithmeticOperator.Multiply => JinjaInteger.Of(checked(left * right)),
                ArithmeticOperator.FloorDivide when right != 0 => JinjaInteger.Of(FloorDivide(left, right)),
                ArithmeticOperator.Modulo when right == -1 => JinjaInteger.Of(0),
                ArithmeticOperator.Modulo when right != 0 => JinjaInteger.Of(((left % right) + right) % right),
                ArithmeticOperator.Power when right >= 0 => JinjaInteger.Of(Power(left, right)),
                _ => Real(context, operation, left, right),
            };
        }
        catch (OverflowException)
        {
            throw context.Fail("the result is beyond 64 bits");
        }
    }

    private static long FloorDivide(long left, long right)
    {
        var result = checked(left / right);
        return left % right != 0 && (left < 0) != (right < 0) ? result - 1 : result;
    }

    // An overflow ends the loop within 63 rounds, except for the bases that never overflow.
    private static long Power(long value, long exponent)
    {
        if (value is 0 or 1 or -1)
        {
            return exponent == 0 ? 1
                : value == -1 && exponent % 2 == 0 ? 1
                : value;
        }

        var result = 1L;
        for (var round = 0L; round < exponent; round++)
        {
            result = checked(result * value);
        }

        return result;
    }

    private static JinjaFloat Real(JinjaContext context, ArithmeticOperator operation, double left, double right)
    {
        if (
            right == 0
            && operation is ArithmeticOperator.Divide or ArithmeticOperator.FloorDivide or ArithmeticOperator.Modulo
        )
        {
            throw context.Fail("division by zero");
        }

        return new JinjaFloat(
            operation switch
            {
                ArithmeticOperator.Add => left + right,
                ArithmeticOperator.Subtract => left - right,
                ArithmeticOperator.Multiply => left * right,
                ArithmeticOperator.Divide => left / right,
                ArithmeticOperator.FloorDivide => RealFloorDivide(left, right),
                ArithmeticOperator.Modulo => RealModulo(left, right),
                _ => Math.Pow(left, right),
            }
        );
    }

    // The rest has the divisor's sign. Source: Python's float_rem.
    private static double RealModulo(double left, double right)
    {
        var rest = left % right;
        return rest == 0 ? Math.CopySign(0, right)
            : rest < 0 != right < 0 ? rest + right
            : rest;
    }

    // Source: Python's float_floor_div, which takes the rest off first.
    private static double RealFloorDivide(double left, double right)
    {
        var exact = (left - RealModulo(left, right)) / right;
        var whole = Math.Floor(exact);
        return exact - whole > 0.5 ? whole + 1 : whole;
    }

    private static JinjaValue Repeat(JinjaContext context, JinjaValue value, JinjaValue times)
    {
        if (!ValueComparison.TryWhole(times, out var count))
        {
            throw Refuse(context, ArithmeticOperator.Multiply, value, times);
        }

        count = Math.Clamp(count, 0, JinjaLimits.MaxTextLength + 1);
        if (value is JinjaList list)
        {
            context.ChargeItems(count * list.Items.Count);
            var items = new List<JinjaValue>();
            for (var round = 0; round < count && list.Items.Count > 0; round++)
            {
                items.AddRange(list.Items);
            }

            return new JinjaList(items, list.IsTuple) { IsOwn = true };
        }

        var text = (JinjaString)value;
        context.ChargeText(count * text.Length);
        if (text.PieceCount == 1)
        {
            return new JinjaString(new StringBuilder().Insert(0, text.Text, (int)count).ToString(), text.HasInput);
        }

        var result = new MarkedText(JinjaLimits.MaxTextLength);
        for (var round = 0; round < count && text.Length > 0; round++)
        {
            result.Append(text);
        }

        return result.ToValue();
    }

    private static JinjaException Refuse(
        JinjaContext context,
        ArithmeticOperator operation,
        JinjaValue left,
        JinjaValue right
    )
    {
        if ((left as JinjaUndefined ?? right as JinjaUndefined) is { } undefined)
        {
            return context.Fail($"{undefined.Name} is undefined");
        }

        var sign = operation switch
        {
            ArithmeticOperator.Add => "+",
            ArithmeticOperator.Subtract => "-",
            ArithmeticOperator.Multiply => "*",
            ArithmeticOperator.Divide => "/",
            ArithmeticOperator.FloorDivide => "//",
            ArithmeticOperator.Modulo => "%",
            _ => "**",
        };
        return context.Fail($"\"{sign}\" does not take {left.TypeName} and {right.TypeName}");
    }
}
