namespace Chat.Formats.Jinja.Values;

/// <summary>Compares values as Python does.</summary>
internal static class ValueComparison
{
    // So many characters take about as long to compare as an item does.
    private const int CharactersPerItem = 1024;

    /// <summary>Whether two values are equal. Values nested deeper than <see cref="JinjaLimits.MaxValueDepth"/> are equal only when they are the same.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">The other.</param>
    public static bool AreEqual(JinjaValue left, JinjaValue right) =>
        AreEqual(left, right, JinjaLimits.MaxItems, out _);

    /// <summary>Whether two values are equal, with bounded work.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">The other.</param>
    /// <param name="most">The most items to compare.</param>
    /// <param name="compared">How many items were compared; <paramref name="most"/> or more when the work was given up, and the answer is then false.</param>
    public static bool AreEqual(JinjaValue left, JinjaValue right, int most, out int compared)
    {
        compared = 0;
        return AreEqual(left, right, depth: 0, most, ref compared) && compared < most;
    }

    /// <summary>Which of two values comes first: less than 0, 0 or more than 0; null when they have no order.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">The other.</param>
    /// <param name="most">The most items to compare.</param>
    /// <param name="compared">How many items were compared, long texts counted by their length; the work is given up at <paramref name="most"/>.</param>
    /// <param name="depth">How deep they stand in others.</param>
    public static int? Order(JinjaValue left, JinjaValue right, int most, ref int compared, int depth = 0)
    {
        if (left is JinjaString leftText && right is JinjaString rightText)
        {
            compared += Math.Min(leftText.Length, rightText.Length) / CharactersPerItem;
            return CodePoints.Compare(leftText.Text, rightText.Text);
        }

        if (left is JinjaList leftList && right is JinjaList rightList && depth < JinjaLimits.MaxValueDepth)
        {
            for (var index = 0; index < Math.Min(leftList.Items.Count, rightList.Items.Count); index++)
            {
                if (++compared >= most)
                {
                    return null;
                }

                if (!AreEqual(leftList.Items[index], rightList.Items[index], depth + 1, most, ref compared))
                {
                    return Order(leftList.Items[index], rightList.Items[index], most, ref compared, depth + 1);
                }
            }

            return leftList.Items.Count.CompareTo(rightList.Items.Count);
        }

        return TryWhole(left, out var leftWhole) && TryWhole(right, out var rightWhole)
                ? leftWhole.CompareTo(rightWhole)
            : TryNumber(left, out var leftNumber) && TryNumber(right, out var rightNumber)
                ? leftNumber.CompareTo(rightNumber)
            : null;
    }

    /// <summary>The value as a whole number: an integer or a boolean.</summary>
    /// <param name="value">The value.</param>
    /// <param name="number">The number.</param>
    public static bool TryWhole(JinjaValue value, out long number)
    {
        number = value switch
        {
            JinjaInteger integer => integer.Value,
            JinjaBoolean truth => truth.IsTrue ? 1 : 0,
            _ => 0,
        };
        return value is JinjaInteger or JinjaBoolean;
    }

    /// <summary>The value as a number: an integer, a float or a boolean.</summary>
    /// <param name="value">The value.</param>
    /// <param name="number">The number.</param>
    public static bool TryNumber(JinjaValue value, out double number)
    {
        number =
            value is JinjaFloat real ? real.Value
            : TryWhole(value, out var whole) ? whole
            : 0;
        return value is JinjaInteger or JinjaBoolean or JinjaFloat;
    }

    private static bool AreEqual(JinjaValue left, JinjaValue right, int depth, int most, ref int compared)
    {
        if (ReferenceEquals(left, right))
        {
            return left is not JinjaFloat { Value: double.NaN };
        }

        switch (left, right)
        {
            case (JinjaString leftText, JinjaString rightText):
                if (leftText.Length != rightText.Length)
                {
                    return false;
                }

                compared += leftText.Length / CharactersPerItem;
                return string.Equals(leftText.Text, rightText.Text, StringComparison.Ordinal);
            case (JinjaUndefined, JinjaUndefined):
                return true;
            case (JinjaList leftList, JinjaList rightList):
                return depth < JinjaLimits.MaxValueDepth
                    && leftList.IsTuple == rightList.IsTuple
                    && AreEqual(leftList.Items, rightList.Items, depth, most, ref compared);
            case (JinjaObject leftObject, JinjaObject rightObject):
                return depth < JinjaLimits.MaxValueDepth
                    && AreEqual(leftObject, rightObject, depth, most, ref compared);
            default:
                return TryWhole(left, out var leftWhole) && TryWhole(right, out var rightWhole)
                    ? leftWhole == rightWhole
                    : TryNumber(left, out var leftNumber)
                        && TryNumber(right, out var rightNumber)
                        && leftNumber == rightNumber;
        }
    }

    private static bool AreEqual(
        IReadOnlyList<JinjaValue> left,
        IReadOnlyList<JinjaValue> right,
        int depth,
        int most,
        ref int compared
    )
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var index = 0; index < left.Count; index++)
        {
            if (++compared >= most || !AreEqual(left[index], right[index], depth + 1, most, ref compared))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual(JinjaObject left, JinjaObject right, int depth, int most, ref int compared)
    {
        if (left.Members.Count != right.Members.Count)
        {
            return false;
        }

        foreach (var (key, value) in left.Members)
        {
            if (
                ++compared >= most
                || right.Get(key) is not { } other
                || !AreEqual(value, other, depth + 1, most, ref compared)
            )
            {
                return false;
            }
        }

        return true;
    }
}
