using System.Collections.Frozen;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>Python's methods of strings, dictionaries and lists. Those that would change a dictionary are refused.</summary>
internal static class ValueMethods
{
    private static readonly FrozenDictionary<string, JinjaMethod<JinjaObject>> Objects = new Dictionary<
        string,
        JinjaMethod<JinjaObject>
    >(StringComparer.Ordinal)
    {
        ["get"] = (context, value, in arguments) =>
            value.Get(GlobalFunctions.CheckKey(context, arguments.Need(context, 0, "key")))
            ?? arguments.Get(1, "default")
            ?? JinjaNone.Value,
        ["items"] = (context, value, in _) => ValueFilters.Pairs(context, value.Members),
        ["keys"] = (context, value, in _) => List(context, value.Members, member => member.Key),
        ["values"] = (context, value, in _) => List(context, value.Members, member => member.Value),
        ["copy"] = (_, value, in _) => value,
        ["update"] = RefuseChange,
        ["pop"] = RefuseChange,
        ["popitem"] = RefuseChange,
        ["setdefault"] = RefuseChange,
        ["clear"] = RefuseChange,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, JinjaMethod<JinjaList>> Lists = new Dictionary<
        string,
        JinjaMethod<JinjaList>
    >(StringComparer.Ordinal)
    {
        ["append"] = Append,
        ["pop"] = Pop,
        ["index"] = Index,
        ["count"] = Count,
        ["copy"] = (context, value, in _) => List(context, value.Items, item => item),
        ["extend"] = RefuseChange,
        ["insert"] = RefuseChange,
        ["remove"] = RefuseChange,
        ["reverse"] = RefuseChange,
        ["sort"] = RefuseChange,
        ["clear"] = RefuseChange,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A string's method; null when there is none of the name.</summary>
    /// <param name="name">The name.</param>
    public static JinjaMethod<JinjaString>? OfString(string name) => TextMethods.Find(name);

    /// <summary>A dictionary's method; null when there is none of the name.</summary>
    /// <param name="name">The name.</param>
    public static JinjaMethod<JinjaObject>? OfObject(string name) => Objects.GetValueOrDefault(name);

    /// <summary>A list's method; null when there is none of the name.</summary>
    /// <param name="name">The name.</param>
    public static JinjaMethod<JinjaList>? OfList(string name) => Lists.GetValueOrDefault(name);

    /// <summary>Whether <c>dictionary.name</c> is a method and not a member.</summary>
    /// <param name="name">The name.</param>
    public static bool IsObjectMethod(string name) => Objects.ContainsKey(name);

    /// <summary>A value's method as something to call; null when it has none of the name.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The name.</param>
    public static JinjaCallable? Bind(JinjaValue value, string name) =>
        value switch
        {
            JinjaString text => Bind(name, text, OfString(name)),
            JinjaObject dictionary => Bind(name, dictionary, OfObject(name)),
            JinjaList list => Bind(name, list, OfList(name)),
            _ => null,
        };

    private static JinjaBuiltin? Bind<T>(string name, T value, JinjaMethod<T>? method)
        where T : JinjaValue =>
        method is null
            ? null
            : new JinjaBuiltin(
                name,
                (JinjaContext context, in JinjaArguments arguments) => method(context, value, arguments)
            );

    private static JinjaList List<T>(JinjaContext context, IReadOnlyList<T> items, Func<T, JinjaValue> valueOf)
    {
        context.ChargeItems(items.Count);
        return new JinjaList([.. items.Select(valueOf)]) { IsOwn = true };
    }

    private static JinjaValue RefuseChange(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        throw context.Fail($"a template cannot change a {value.TypeName}");

    private static JinjaNone Append(JinjaContext context, JinjaList value, in JinjaArguments arguments)
    {
        CheckOwn(context, value);
        var item = arguments.Need(context, 0, "object");
        if (value.Items.Count >= JinjaLimits.MaxItems)
        {
            throw context.Fail($"a list has more than {JinjaLimits.MaxItems} items");
        }

        value.Add(item);
        return JinjaNone.Value;
    }

    private static JinjaValue Pop(JinjaContext context, JinjaList value, in JinjaArguments arguments)
    {
        CheckOwn(context, value);
        var index = arguments.Whole(context, 0, "index", -1);
        index = index < 0 ? index + value.Items.Count : index;
        if (index < 0 || index >= value.Items.Count)
        {
            throw context.Fail("pop of an item that is not there");
        }

        context.Charge(value.Items.Count - index);
        return value.RemoveAt((int)index);
    }

    // Two well-known templates gather ids in a list of their own. The lists given from outside stay as they are.
    private static void CheckOwn(JinjaContext context, JinjaList value)
    {
        if (!value.IsOwn || value.IsTuple)
        {
            throw context.Fail($"a template cannot change a {value.TypeName} that it did not make");
        }
    }

    private static JinjaInteger Index(JinjaContext context, JinjaList value, in JinjaArguments arguments)
    {
        var wanted = arguments.Need(context, 0, "value");
        for (var index = 0; index < value.Items.Count; index++)
        {
            context.Step();
            if (ValueAccess.AreEqual(context, value.Items[index], wanted))
            {
                return JinjaInteger.Of(index);
            }
        }

        throw context.Fail("index of an item that is not there");
    }

    private static JinjaInteger Count(JinjaContext context, JinjaList value, in JinjaArguments arguments)
    {
        var wanted = arguments.Need(context, 0, "value");
        context.ChargeItems(value.Items.Count);
        return JinjaInteger.Of(value.Items.Count(item => ValueAccess.AreEqual(context, item, wanted)));
    }
}
