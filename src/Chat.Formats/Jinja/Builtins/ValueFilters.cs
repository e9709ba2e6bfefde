using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>The filters for values of any kind and for dictionaries.</summary>
internal static class ValueFilters
{
    /// <summary><c>default(default_value="", boolean=false)</c>: another value where this one is undefined, or with the second argument false.</summary>
    public static JinjaValue Default(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        value is JinjaUndefined || (!value.IsTrue && arguments.IsTrue(1, "boolean"))
            ? arguments.Get(0, "default_value") ?? JinjaString.Empty
            : value;

    /// <summary><c>string</c>: the value as text.</summary>
    public static JinjaValue Text(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        ValueText.Of(context, value);

    /// <summary><c>length</c>: how many items, members or code points.</summary>
    public static JinjaValue Length(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        JinjaInteger.Of(
            value switch
            {
                JinjaString text => Count(context, text),
                JinjaList list => list.Items.Count,
                JinjaObject dictionary => dictionary.Members.Count,
                JinjaUndefined => 0,
                _ => throw context.Fail($"{value.TypeName} has no length"),
            }
        );

    private static int Count(JinjaContext context, JinjaString text)
    {
        context.ChargeText(text.Length);
        return CodePoints.Count(text.Text);
    }

    /// <summary><c>attr(name)</c>: an attribute, never a dictionary's member.</summary>
    public static JinjaValue Attribute(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var name = arguments.Text(context, 0, "name") ?? throw context.Fail("attr needs a name");
        return ValueMethods.Bind(value, name.Text)
            ?? (value is JinjaObject ? null : value.Attribute(name.Text))
            ?? new JinjaUndefined(name.Text);
    }

    /// <summary><c>items</c>: the members as pairs; none of undefined.</summary>
    public static JinjaValue Items(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        value switch
        {
            JinjaUndefined => new JinjaList([]),
            JinjaObject dictionary => Pairs(context, dictionary.Members),
            _ => throw context.Fail($"items needs a dictionary, not {value.TypeName}"),
        };

    /// <summary><c>dictsort(case_sensitive=false, by="key", reverse=false)</c>: the members as sorted pairs.</summary>
    public static JinjaValue SortDictionary(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var dictionary =
            value as JinjaObject ?? throw context.Fail($"dictsort needs a dictionary, not {value.TypeName}");
        var isSensitive = arguments.IsTrue(0, "case_sensitive");
        var by = arguments.Text(context, 1, "by")?.Text ?? "key";
        if (by is not ("key" or "value"))
        {
            throw context.Fail("dictsort sorts by \"key\" or by \"value\"");
        }

        return Pairs(
            context,
            Sorting.Sort(
                context,
                dictionary.Members,
                member => Sorting.Fold(context, by is "key" ? member.Key : member.Value, isSensitive),
                arguments.IsTrue(2, "reverse")
            )
        );
    }

    /// <summary>Members as pairs.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="members">The members.</param>
    /// <exception cref="JinjaException">There are too many.</exception>
    public static JinjaList Pairs(JinjaContext context, IReadOnlyList<KeyValuePair<JinjaValue, JinjaValue>> members)
    {
        context.ChargeItems(members.Count);
        var pairs = new List<JinjaValue>(members.Count);
        foreach (var (key, value) in members)
        {
            pairs.Add(JinjaList.Tuple(key, value));
        }

        return new JinjaList(pairs);
    }
}
