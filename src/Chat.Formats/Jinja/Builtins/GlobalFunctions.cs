using System.Collections.Frozen;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>The functions that every template has. Source: Jinja 3.1, and transformers for <c>raise_exception</c> and <c>strftime_now</c>.</summary>
internal static class GlobalFunctions
{
    // A tuple as a key is hashed over all of its items.
    private const int MaxKeyItems = 16;

    private static readonly FrozenDictionary<string, JinjaBuiltin> All = new JinjaBuiltin[]
    {
        new("range", Range),
        new("dict", Dictionary),
        new("namespace", Namespace),
        new("raise_exception", Raise),
        new("strftime_now", Now),
        new("cycler", Cycler),
        new("joiner", Joiner),
    }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The function of a name; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public static JinjaBuiltin? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Refuses what cannot be a dictionary's key.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="JinjaException">It can change, or is undefined.</exception>
    public static JinjaValue CheckKey(JinjaContext context, JinjaValue key)
    {
        if (key is JinjaString text)
        {
            context.ChargeText(text.Length);
            return key;
        }

        return
            IsScalar(key)
            || (key is JinjaList { IsTuple: true, Items.Count: <= MaxKeyItems } tuple && tuple.Items.All(IsScalar))
            ? key
            : throw context.Fail($"this {key.TypeName} cannot be a dictionary's key");
    }

    private static bool IsScalar(JinjaValue value) =>
        value is JinjaString or JinjaInteger or JinjaFloat or JinjaBoolean or JinjaNone or JinjaUndefined;

    private static JinjaList Range(JinjaContext context, in JinjaArguments arguments)
    {
        var isFrom = arguments.Positional.Length > 1;
        var start = isFrom ? arguments.Whole(context, 0, "start", 0) : 0;
        var stop = isFrom ? arguments.Whole(context, 1, "stop", 0) : Need(context, arguments);
        var step = arguments.Whole(context, 2, "step", 1);
        if (step == 0)
        {
            throw context.Fail("the step of range cannot be zero");
        }

        // In decimal no difference of 64-bit numbers overflows.
        var count = Math.Max(0, Math.Ceiling(((decimal)stop - start) / step));
        if (count > JinjaLimits.MaxItems)
        {
            throw context.Fail($"range has more than {JinjaLimits.MaxItems} numbers");
        }

        context.ChargeItems((long)count);
        var numbers = new List<JinjaValue>((int)count);
        for (var at = 0; at < count; at++)
        {
            numbers.Add(JinjaInteger.Of(start + (at * step)));
        }

        return new JinjaList(numbers);
    }

    private static long Need(JinjaContext context, in JinjaArguments arguments) =>
        ValueComparison.TryWhole(arguments.Need(context, 0, "stop"), out var stop)
            ? stop
            : throw context.Fail("range needs whole numbers");

    private static JinjaObject Dictionary(JinjaContext context, in JinjaArguments arguments)
    {
        var result = new JinjaObject();
        if (arguments.Positional.Length > 0)
        {
            foreach (var (key, value) in Pairs(context, arguments.Positional[0]))
            {
                result.Set(CheckKey(context, key), value);
            }
        }

        for (var index = 0; index < arguments.Names.Length; index++)
        {
            result.Set(arguments.Names[index], arguments.Named[index]);
        }

        return result;
    }

    private static JinjaNamespace Namespace(JinjaContext context, in JinjaArguments arguments)
    {
        var result = new JinjaNamespace();
        if (arguments.Positional.Length > 0)
        {
            foreach (var (key, value) in Pairs(context, arguments.Positional[0]))
            {
                result.Set(ValueText.Of(context, key).Text, value);
            }
        }

        for (var index = 0; index < arguments.Names.Length; index++)
        {
            result.Set(arguments.Names[index], arguments.Named[index]);
        }

        return result;
    }

    private static IEnumerable<KeyValuePair<JinjaValue, JinjaValue>> Pairs(JinjaContext context, JinjaValue value)
    {
        if (value is JinjaObject dictionary)
        {
            context.ChargeItems(dictionary.Members.Count);
            return dictionary.Members;
        }

        var items = ValueAccess.Items(context, value);
        context.ChargeItems(items.Count);
        return items.Select(item =>
            item is JinjaList { Items.Count: 2 } pair
                ? KeyValuePair.Create(pair.Items[0], pair.Items[1])
                : throw context.Fail("a dictionary is made of pairs")
        );
    }

    private static JinjaValue Raise(JinjaContext context, in JinjaArguments arguments) =>
        throw context.Fail(
            arguments.Get(0, "message") is { } message ? ValueText.Of(context, message).Text : "no reason given",
            isRaised: true
        );

    private static JinjaString Now(JinjaContext context, in JinjaArguments arguments)
    {
        var format = arguments.Text(context, 0, "format") ?? throw context.Fail("strftime_now needs a format");
        context.ChargeText((long)format.Length * TimeFormat.MaxDirectiveLength);
        return new JinjaString(TimeFormat.Format(context.Options.Now, format.Text), format.HasInput);
    }

    private static JinjaNamespace Cycler(JinjaContext context, in JinjaArguments arguments)
    {
        var values = arguments.Positional;
        if (values.Length == 0)
        {
            throw context.Fail("cycler needs values");
        }

        var at = 0;
        var result = new JinjaNamespace();
        result.Set("current", values[0]);
        result.Set(
            "next",
            new JinjaBuiltin(
                "next",
                (JinjaContext _, in JinjaArguments _) =>
                {
                    var value = values[at];
                    at = (at + 1) % values.Length;
                    result.Set("current", values[at]);
                    return value;
                }
            )
        );
        result.Set(
            "reset",
            new JinjaBuiltin(
                "reset",
                (JinjaContext _, in JinjaArguments _) =>
                {
                    at = 0;
                    result.Set("current", values[0]);
                    return JinjaNone.Value;
                }
            )
        );
        return result;
    }

    private static JinjaBuiltin Joiner(JinjaContext context, in JinjaArguments arguments)
    {
        var separator = arguments.Text(context, 0, "sep") ?? new JinjaString(", ");
        var isUsed = false;
        return new JinjaBuiltin(
            "joiner",
            (JinjaContext _, in JinjaArguments _) =>
            {
                var value = isUsed ? separator : JinjaString.Empty;
                isUsed = true;
                return value;
            }
        );
    }
}
