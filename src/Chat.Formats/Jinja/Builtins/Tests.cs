using System.Collections.Frozen;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>The tests, as in <c>value is name</c>. Source: Jinja 3.1.</summary>
internal static class Tests
{
    private static readonly FrozenDictionary<string, JinjaTest> All = new Dictionary<string, JinjaTest>(
        StringComparer.Ordinal
    )
    {
        ["defined"] = (_, value, in _) => value is not JinjaUndefined,
        ["undefined"] = (_, value, in _) => value is JinjaUndefined,
        ["none"] = (_, value, in _) => value is JinjaNone,
        ["true"] = (_, value, in _) => value is JinjaBoolean { IsTrue: true },
        ["false"] = (_, value, in _) => value is JinjaBoolean { IsTrue: false },
        ["boolean"] = (_, value, in _) => value is JinjaBoolean,
        ["integer"] = (_, value, in _) => value is JinjaInteger,
        ["float"] = (_, value, in _) => value is JinjaFloat,
        ["number"] = (_, value, in _) => value is JinjaInteger or JinjaFloat or JinjaBoolean,
        ["string"] = (_, value, in _) => value is JinjaString,
        ["mapping"] = (_, value, in _) => value is JinjaObject,
        ["sequence"] = (_, value, in _) => HasItems(value),
        ["iterable"] = (_, value, in _) => HasItems(value),
        ["callable"] = (_, value, in _) => value is JinjaCallable,
        ["escaped"] = (_, value, in _) => value is JinjaString { IsSafe: true },
        ["lower"] = (context, value, in _) => IsCased(context, value, char.IsUpper),
        ["upper"] = (context, value, in _) => IsCased(context, value, char.IsLower),
        ["even"] = (context, value, in _) => Whole(context, value) % 2 == 0,
        ["odd"] = (context, value, in _) => Whole(context, value) % 2 != 0,
        ["divisibleby"] = DivisibleBy,
        ["filter"] = (_, value, in _) => value is JinjaString name && Filters.Find(name.Text) is not null,
        ["test"] = (_, value, in _) => value is JinjaString name && Find(name.Text) is not null,
        ["sameas"] = (context, value, in arguments) => IsSame(value, arguments.Need(context, 0, "other")),
        ["in"] = Compare(ComparisonOperator.In),
        ["eq"] = Compare(ComparisonOperator.Equal),
        ["=="] = Compare(ComparisonOperator.Equal),
        ["equalto"] = Compare(ComparisonOperator.Equal),
        ["ne"] = Compare(ComparisonOperator.NotEqual),
        ["!="] = Compare(ComparisonOperator.NotEqual),
        ["lt"] = Compare(ComparisonOperator.Less),
        ["<"] = Compare(ComparisonOperator.Less),
        ["lessthan"] = Compare(ComparisonOperator.Less),
        ["le"] = Compare(ComparisonOperator.LessOrEqual),
        ["<="] = Compare(ComparisonOperator.LessOrEqual),
        ["gt"] = Compare(ComparisonOperator.Greater),
        [">"] = Compare(ComparisonOperator.Greater),
        ["greaterthan"] = Compare(ComparisonOperator.Greater),
        ["ge"] = Compare(ComparisonOperator.GreaterOrEqual),
        [">="] = Compare(ComparisonOperator.GreaterOrEqual),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The test of a name; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public static JinjaTest? Find(string name) => All.GetValueOrDefault(name);

    private static JinjaTest Compare(ComparisonOperator operation) =>
        (context, value, in arguments) =>
            Comparison.Holds(context, operation, value, arguments.Need(context, 0, "other"));

    private static bool HasItems(JinjaValue value) =>
        value is JinjaString or JinjaList or JinjaObject or JinjaUndefined;

    private static bool IsCased(JinjaContext context, JinjaValue value, Func<char, bool> isOther)
    {
        var text = ValueText.Of(context, value).Text;
        context.ChargeText(text.Length);
        return !text.Any(isOther) && text.Any(char.IsLetter);
    }

    private static long Whole(JinjaContext context, JinjaValue value) =>
        ValueComparison.TryWhole(value, out var number)
            ? number
            : throw context.Fail($"a whole number is needed, not {value.TypeName}");

    private static bool DivisibleBy(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var divisor = Whole(context, arguments.Need(context, 0, "num"));
        return divisor is 1 or -1
            || (divisor == 0 ? throw context.Fail("division by zero") : Whole(context, value) % divisor == 0);
    }

    // There is no identity to ask for; values that never change are the same when they are equal and of one kind.
    private static bool IsSame(JinjaValue value, JinjaValue other) =>
        ReferenceEquals(value, other)
        || (
            value is JinjaInteger or JinjaString
            && value.GetType() == other.GetType()
            && ValueComparison.AreEqual(value, other)
        );
}
