using Chat.Formats.Jinja.Builtins;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>Reads members, items, slices and runs of values.</summary>
internal static class ValueAccess
{
    /// <summary>What <c>value.name</c> reads: a method, an attribute, else the dictionary's member.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="JinjaException">The value is undefined.</exception>
    public static JinjaValue Attribute(JinjaContext context, JinjaValue value, string name)
    {
        if (value is JinjaObject dictionary && !ValueMethods.IsObjectMethod(name))
        {
            return dictionary.Get(name) ?? new JinjaUndefined(name);
        }

        if (value is JinjaUndefined undefined)
        {
            throw context.Fail($"{undefined.Name} is undefined");
        }

        return ValueMethods.Bind(value, name) ?? value.Attribute(name) ?? new JinjaUndefined(name);
    }

    /// <summary>What <c>value[key]</c> reads: a list's item, a dictionary's member, a string's character, else an attribute.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="JinjaException">The value is undefined.</exception>
    public static JinjaValue Item(JinjaContext context, JinjaValue value, JinjaValue key)
    {
        context.ChargeText((key as JinjaString)?.Length ?? 0);
        switch (value)
        {
            case JinjaObject dictionary when dictionary.Get(key) is { } member:
                return member;
            case JinjaList list when ValueComparison.TryWhole(key, out var index):
                index = index < 0 ? index + list.Items.Count : index;
                return index >= 0 && index < list.Items.Count
                    ? list.Items[(int)index]
                    : new JinjaUndefined($"item {index}");
            case JinjaString text when ValueComparison.TryWhole(key, out var index):
                return Character(context, text, index);
            case JinjaUndefined undefined:
                throw context.Fail($"{undefined.Name} is undefined");
        }

        return key is JinjaString name
            ? ValueMethods.Bind(value, name.Text)
                ?? (value is JinjaObject ? null : value.Attribute(name.Text))
                ?? new JinjaUndefined(name.Text)
            : new JinjaUndefined("item");
    }

    /// <summary>What <c>value[start:stop:step]</c> reads; undefined of a value that has no slices.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">A string, list or tuple.</param>
    /// <param name="start">Where it begins; null for the end that the step begins at.</param>
    /// <param name="stop">Before what it ends; null for the other end.</param>
    /// <param name="step">The step; null for 1.</param>
    /// <exception cref="JinjaException">The value is undefined, or the step is 0.</exception>
    public static JinjaValue Slice(JinjaContext context, JinjaValue value, long? start, long? stop, long? step)
    {
        var by = step ?? 1;
        if (by == 0 && value is JinjaList or JinjaString)
        {
            throw context.Fail("a slice's step cannot be zero");
        }

        switch (value)
        {
            case JinjaList list:
                var picked = Picked(list.Items.Count, start, stop, by);
                context.ChargeItems(picked.Count);
                var items = new List<JinjaValue>(picked.Count);
                for (var at = 0; at < picked.Count; at++)
                {
                    items.Add(list.Items[(int)(picked.First + (at * by))]);
                }

                return new JinjaList(items, list.IsTuple) { IsOwn = true };
            case JinjaString text:
                return SliceText(context, text, start, stop, by);
            case JinjaUndefined undefined:
                throw context.Fail($"{undefined.Name} is undefined");
            default:
                return new JinjaUndefined("slice");
        }
    }

    /// <summary>The items of a value in a loop: a list's, a dictionary's keys, a string's characters.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The value; undefined has no items.</param>
    /// <exception cref="JinjaException">The value has no items.</exception>
    public static IReadOnlyList<JinjaValue> Items(JinjaContext context, JinjaValue value)
    {
        switch (value)
        {
            case JinjaList { IsOwn: true } list:
                context.ChargeItems(list.Items.Count);
                return [.. list.Items];
            case JinjaList list:
                return list.Items;
            case JinjaObject dictionary:
                context.ChargeItems(dictionary.Members.Count);
                return [.. dictionary.Members.Select(member => member.Key)];
            case JinjaString text:
                return Characters(context, text);
            case JinjaUndefined:
                return [];
            default:
                throw context.Fail($"{value.TypeName} has no items to go through");
        }
    }

    /// <summary>Whether a value is in another: a list's item, a dictionary's key, a part of a string.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="item">The value.</param>
    /// <param name="container">The other.</param>
    /// <exception cref="JinjaException">The other has nothing in it.</exception>
    public static bool Contains(JinjaContext context, JinjaValue item, JinjaValue container)
    {
        switch (container)
        {
            case JinjaString text when item is JinjaString part:
                context.ChargeSearch(text.Length, part.Length);
                return text.Text.Contains(part.Text, StringComparison.Ordinal);
            case JinjaList list:
                context.ChargeItems(list.Items.Count);
                foreach (var candidate in list.Items)
                {
                    if (AreEqual(context, candidate, item))
                    {
                        return true;
                    }
                }

                return false;
            case JinjaObject dictionary:
                return dictionary.Get(GlobalFunctions.CheckKey(context, item)) is not null;
            case JinjaNamespace space:
                return item is JinjaString name && space.Attribute(name.Text) is not null;
            case JinjaUndefined:
                return false;
            default:
                throw context.Fail($"{item.TypeName} cannot be in {container.TypeName}");
        }
    }

    /// <summary>Whether two values are equal; the work counts.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="left">A value.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="JinjaException">The work was too much.</exception>
    public static bool AreEqual(JinjaContext context, JinjaValue left, JinjaValue right)
    {
        var equal = ValueComparison.AreEqual(left, right, JinjaLimits.MaxItems, out var compared);
        context.Charge(compared);
        return compared < JinjaLimits.MaxItems ? equal : throw context.Fail("values are too large to compare");
    }

    /// <summary>Where a slice begins and how many it picks, by Python's rules.</summary>
    /// <param name="length">How many there are.</param>
    /// <param name="start">Where it begins; null for the end that the step begins at.</param>
    /// <param name="stop">Before what it ends; null for the other end.</param>
    /// <param name="step">The step, not 0.</param>
    private static (int First, int Count) Picked(int length, long? start, long? stop, long step)
    {
        long Bound(long? given, long least, long most, long otherwise) =>
            given is not { } value ? otherwise : Math.Clamp(value < 0 ? value + length : value, least, most);

        var first = step > 0 ? Bound(start, 0, length, 0) : Bound(start, -1, length - 1, length - 1);
        var end = step > 0 ? Bound(stop, 0, length, length) : Bound(stop, -1, length - 1, -1);
        var span = step > 0 ? end - first : first - end;
        var size = step == long.MinValue ? long.MaxValue : Math.Abs(step);
        return ((int)first, span <= 0 ? 0 : (int)(((span - 1) / size) + 1));
    }

    private static JinjaString SliceText(JinjaContext context, JinjaString text, long? start, long? stop, long step)
    {
        context.ChargeText(text.Length);
        var starts = CodePoints.Starts(text.Text);
        var (first, count) = Picked(starts is null ? text.Length : starts.Length - 1, start, stop, step);
        int Place(int index) => starts is null ? index : starts[index];
        if (count == 0)
        {
            return JinjaString.Empty;
        }

        if (step == 1)
        {
            return text.Slice(Place(first), Place(first + count) - Place(first));
        }

        var result = new MarkedText(JinjaLimits.MaxTextLength);
        for (var at = 0; at < count; at++)
        {
            var index = (int)(first + (at * step));
            context.Charge(text.PieceCount);
            result.Append(text, Place(index), Place(index + 1) - Place(index));
        }

        return result.ToValue();
    }

    private static JinjaValue Character(JinjaContext context, JinjaString text, long index)
    {
        context.ChargeText(text.Length);
        var starts = CodePoints.Starts(text.Text);
        var count = starts is null ? text.Length : starts.Length - 1;
        index = index < 0 ? index + count : index;
        if (index < 0 || index >= count)
        {
            return new JinjaUndefined($"character {index}");
        }

        return starts is null
            ? text.Slice((int)index, 1)
            : text.Slice(starts[index], starts[index + 1] - starts[index]);
    }

    private static List<JinjaValue> Characters(JinjaContext context, JinjaString text)
    {
        var starts = CodePoints.Starts(text.Text);
        var count = starts is null ? text.Length : starts.Length - 1;
        context.ChargeItems(count);
        context.Charge((long)count * text.PieceCount);
        var result = new List<JinjaValue>(count);
        for (var index = 0; index < count; index++)
        {
            var from = starts is null ? index : starts[index];
            result.Add(text.Slice(from, (starts is null ? index + 1 : starts[index + 1]) - from));
        }

        return result;
    }
}
