using System.Runtime.ExceptionServices;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>Sorts values as Python does: those with equal keys keep their order.</summary>
internal static class Sorting
{
    /// <summary>Sorts.</summary>
    /// <typeparam name="T">What is sorted.</typeparam>
    /// <param name="context">The rendering.</param>
    /// <param name="items">What is sorted.</param>
    /// <param name="keyOf">What each is sorted by.</param>
    /// <param name="isReversed">Whether the largest come first.</param>
    /// <exception cref="JinjaException">Two keys have no order, or the work is too much.</exception>
    public static List<T> Sort<T>(
        JinjaContext context,
        IReadOnlyList<T> items,
        Func<T, JinjaValue> keyOf,
        bool isReversed
    )
    {
        context.ChargeItems(items.Count);
        var keyed = items.Select(item => (Item: item, Key: keyOf(item)));
        var comparer = Comparer<JinjaValue>.Create(
            (left, right) =>
                isReversed ? Comparison.Order(context, right, left) : Comparison.Order(context, left, right)
        );
        try
        {
            return [.. keyed.OrderBy(pair => pair.Key, comparer).Select(pair => pair.Item)];
        }
        catch (InvalidOperationException exception) when (exception.InnerException is JinjaException failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
    }

    /// <summary>A key in which case does not count, unless it is to.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The key.</param>
    /// <param name="isSensitive">Whether case counts.</param>
    /// <exception cref="JinjaException">The work is too much.</exception>
    public static JinjaValue Fold(JinjaContext context, JinjaValue value, bool isSensitive)
    {
        if (value is not JinjaString text || isSensitive)
        {
            return value;
        }

        context.ChargeText(text.Length);
        return text.Map(part => part.ToLowerInvariant());
    }
}
