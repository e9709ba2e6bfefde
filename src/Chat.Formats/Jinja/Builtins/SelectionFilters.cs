using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>The filters that change or choose items one by one.</summary>
internal static class SelectionFilters
{
    /// <summary><c>map(attribute=…, default=…)</c> or <c>map(filter, arguments…)</c>.</summary>
    public static JinjaValue Map(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var items = Items(context, value);
        context.ChargeItems(items.Count);
        var result = new List<JinjaValue>(items.Count);
        if (arguments.Positional.Length == 0 && arguments.Get("attribute") is { } attribute)
        {
            var path = AttributePath.Parse(context, attribute, arguments.Get("default"));
            result.AddRange(items.Select(item => path.Get(context, item)));
        }
        else
        {
            var name = (
                arguments.Text(context, 0, "filter") ?? throw context.Fail("map needs a filter or an attribute")
            ).Text;
            var filter = Filters.Find(name) ?? throw context.Fail($"there is no filter {name}");
            var rest = arguments.Skip(1);
            result.AddRange(items.Select(item => filter(context, item, rest)));
        }

        return new JinjaList(result) { IsOwn = true };
    }

    /// <summary><c>select(test, arguments…)</c>: the items that pass a test, or that are true.</summary>
    public static JinjaValue Select(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        Choose(context, value, path: null, arguments, isWanted: true);

    /// <summary><c>reject(test, arguments…)</c>: the items that fail a test, or that are false.</summary>
    public static JinjaValue Reject(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        Choose(context, value, path: null, arguments, isWanted: false);

    /// <summary><c>selectattr(attribute, test, arguments…)</c>: the items with a member that passes a test.</summary>
    public static JinjaValue SelectAttribute(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        Choose(context, value, Path(context, arguments), arguments.Skip(1), isWanted: true);

    /// <summary><c>rejectattr(attribute, test, arguments…)</c>: the items with a member that fails a test.</summary>
    public static JinjaValue RejectAttribute(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        Choose(context, value, Path(context, arguments), arguments.Skip(1), isWanted: false);

    private static AttributePath Path(JinjaContext context, in JinjaArguments arguments) =>
        AttributePath.Parse(context, arguments.Need(context, 0, "attribute"));

    // As in Jinja, what counts as false has no items, none too.
    private static IReadOnlyList<JinjaValue> Items(JinjaContext context, JinjaValue value) =>
        value.IsTrue ? ValueAccess.Items(context, value) : [];

    private static JinjaList Choose(
        JinjaContext context,
        JinjaValue value,
        AttributePath? path,
        in JinjaArguments arguments,
        bool isWanted
    )
    {
        JinjaTest? test = null;
        if (arguments.Positional.Length > 0)
        {
            var name = arguments.Text(context, 0, "test")?.Text ?? "";
            test = Tests.Find(name) ?? throw context.Fail($"there is no test {name}");
        }

        var rest = arguments.Skip(1);
        var chosen = new List<JinjaValue>();
        foreach (var item in Items(context, value))
        {
            context.Step();
            var tested = path?.Get(context, item) ?? item;
            if ((test?.Invoke(context, tested, rest) ?? tested.IsTrue) == isWanted)
            {
                chosen.Add(item);
            }
        }

        return new JinjaList(chosen) { IsOwn = true };
    }
}
