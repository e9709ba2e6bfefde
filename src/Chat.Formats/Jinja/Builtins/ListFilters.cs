using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>The filters for lists. What has items is a list here: a dictionary's keys, a string's characters, nothing of undefined.</summary>
internal static class ListFilters
{
    /// <summary><c>list</c>: the items as a list of its own.</summary>
    public static JinjaValue List(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var items = ValueAccess.Items(context, value);
        context.ChargeItems(items.Count);
        return new JinjaList([.. items]) { IsOwn = true };
    }

    /// <summary><c>first</c>.</summary>
    public static JinjaValue First(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        value is JinjaString { Length: > 0 } ? ValueAccess.Item(context, value, JinjaInteger.Of(0))
        : ValueAccess.Items(context, value) is [var first, ..] ? first
        : new JinjaUndefined("the first item of nothing");

    /// <summary><c>last</c>.</summary>
    public static JinjaValue Last(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        value is JinjaString { Length: > 0 } ? ValueAccess.Item(context, value, JinjaInteger.Of(-1))
        : ValueAccess.Items(context, value) is [.., var last] ? last
        : new JinjaUndefined("the last item of nothing");

    /// <summary><c>join(d="", attribute=none)</c>.</summary>
    public static JinjaValue Join(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var items = ValueAccess.Items(context, value);
        var path = Path(context, arguments, 1);
        return TextOperations.Join(
            context,
            path is null ? items : [.. items.Select(item => path.Get(context, item))],
            arguments.Get(0, "d") is { } separator ? ValueText.Of(context, separator) : JinjaString.Empty
        );
    }

    /// <summary><c>reverse</c>: a string's characters or the items the other way round.</summary>
    public static JinjaValue Reverse(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        if (value is JinjaString)
        {
            return ValueAccess.Slice(context, value, start: null, stop: null, step: -1);
        }

        var items = ValueAccess.Items(context, value);
        context.ChargeItems(items.Count);
        return new JinjaList([.. items.Reverse()]) { IsOwn = true };
    }

    /// <summary><c>sort(reverse=false, case_sensitive=false, attribute=none)</c>.</summary>
    public static JinjaValue Sort(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var isSensitive = arguments.IsTrue(1, "case_sensitive");
        var paths =
            arguments.Get(2, "attribute") is JinjaString names
                ? Array.ConvertAll(names.Text.Split(','), name => AttributePath.Parse(context, new JinjaString(name)))
            : Path(context, arguments, 2) is { } path ? [path]
            : [];
        JinjaValue Key(JinjaValue item) =>
            paths.Length switch
            {
                0 => Sorting.Fold(context, item, isSensitive),
                1 => Sorting.Fold(context, paths[0].Get(context, item), isSensitive),
                _ => JinjaList.Tuple(
                    Array.ConvertAll(paths, one => Sorting.Fold(context, one.Get(context, item), isSensitive))
                ),
            };

        var items = ValueAccess.Items(context, value);
        return new JinjaList(Sorting.Sort(context, items, Key, arguments.IsTrue(0, "reverse"))) { IsOwn = true };
    }

    /// <summary><c>unique(case_sensitive=false, attribute=none)</c>: each value once, where it comes first.</summary>
    public static JinjaValue Unique(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var isSensitive = arguments.IsTrue(0, "case_sensitive");
        var path = Path(context, arguments, 1);
        var seen = new HashSet<JinjaValue>(KeyComparer.Instance);
        var unique = new List<JinjaValue>();
        foreach (var item in ValueAccess.Items(context, value))
        {
            var key = Sorting.Fold(context, path?.Get(context, item) ?? item, isSensitive);
            context.Charge(1);
            if (seen.Add(GlobalFunctions.CheckKey(context, key)))
            {
                unique.Add(item);
            }
        }

        return new JinjaList(unique) { IsOwn = true };
    }

    /// <summary><c>min(case_sensitive=false, attribute=none)</c>.</summary>
    public static JinjaValue Min(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        Extreme(context, value, arguments, sign: -1);

    /// <summary><c>max(case_sensitive=false, attribute=none)</c>.</summary>
    public static JinjaValue Max(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        Extreme(context, value, arguments, sign: 1);

    /// <summary><c>sum(attribute=none, start=0)</c>.</summary>
    public static JinjaValue Sum(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var path = Path(context, arguments, 0);
        var sum = arguments.Get(1, "start") ?? JinjaInteger.Of(0);
        foreach (var item in ValueAccess.Items(context, value))
        {
            sum = Arithmetic.Apply(context, ArithmeticOperator.Add, sum, path?.Get(context, item) ?? item);
        }

        return sum;
    }

    /// <summary><c>batch(linecount, fill_with=none)</c>: lists of so many items each.</summary>
    public static JinjaValue Batch(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var size = Math.Clamp(arguments.Whole(context, 0, "linecount", 0), 1, JinjaLimits.MaxItems);
        var items = ValueAccess.Items(context, value);
        context.ChargeItems(items.Count + size);
        var batches = new List<JinjaValue>();
        for (var start = 0; start < items.Count; start += (int)size)
        {
            List<JinjaValue> batch = [.. items.Skip(start).Take((int)size)];
            Fill(batch, (int)size, arguments.Get(1, "fill_with"));
            batches.Add(new JinjaList(batch));
        }

        return new JinjaList(batches) { IsOwn = true };
    }

    /// <summary><c>slice(slices, fill_with=none)</c>: so many lists of about equal length.</summary>
    public static JinjaValue Slice(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var count = (int)Math.Clamp(arguments.Whole(context, 0, "slices", 0), 1, JinjaLimits.MaxItems);
        var items = ValueAccess.Items(context, value);
        context.ChargeItems(items.Count + count);
        var (each, rest) = Math.DivRem(items.Count, count);
        var slices = new List<JinjaValue>(count);
        var start = 0;
        for (var index = 0; index < count; index++)
        {
            var length = index < rest ? each + 1 : each;
            List<JinjaValue> slice = [.. items.Skip(start).Take(length)];
            Fill(slice, each + 1, arguments.Get(1, "fill_with"));
            slices.Add(new JinjaList(slice));
            start += length;
        }

        return new JinjaList(slices) { IsOwn = true };
    }

    /// <summary><c>groupby(attribute, default=none, case_sensitive=false)</c>: pairs of a value and the items that have it.</summary>
    public static JinjaValue GroupBy(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var path = AttributePath.Parse(context, arguments.Need(context, 0, "attribute"), arguments.Get(1, "default"));
        var isSensitive = arguments.IsTrue(2, "case_sensitive");
        JinjaValue Key(JinjaValue item) => Sorting.Fold(context, path.Get(context, item), isSensitive);

        var groups = new List<JinjaValue>();
        List<JinjaValue>? group = null;
        JinjaValue? last = null;
        foreach (var item in Sorting.Sort(context, ValueAccess.Items(context, value), Key, isReversed: false))
        {
            var key = Key(item);
            if (group is null || !ValueAccess.AreEqual(context, last!, key))
            {
                group = [];
                groups.Add(JinjaList.Tuple(path.Get(context, item), new JinjaList(group)));
            }

            group.Add(item);
            last = key;
        }

        return new JinjaList(groups) { IsOwn = true };
    }

    private static void Fill(List<JinjaValue> items, int size, JinjaValue? filler)
    {
        while (filler is not (null or JinjaNone) && items.Count < size)
        {
            items.Add(filler);
        }
    }

    private static JinjaValue Extreme(JinjaContext context, JinjaValue value, in JinjaArguments arguments, int sign)
    {
        var isSensitive = arguments.IsTrue(0, "case_sensitive");
        var path = Path(context, arguments, 1);
        JinjaValue? best = null;
        JinjaValue? bestKey = null;
        foreach (var item in ValueAccess.Items(context, value))
        {
            var key = Sorting.Fold(context, path?.Get(context, item) ?? item, isSensitive);
            if (bestKey is null || Comparison.Order(context, key, bestKey) * sign > 0)
            {
                best = item;
                bestKey = key;
            }
        }

        return best ?? new JinjaUndefined("the least or largest of nothing");
    }

    private static AttributePath? Path(JinjaContext context, in JinjaArguments arguments, int index) =>
        arguments.Get(index, "attribute") is { } path and not JinjaNone ? AttributePath.Parse(context, path) : null;
}
