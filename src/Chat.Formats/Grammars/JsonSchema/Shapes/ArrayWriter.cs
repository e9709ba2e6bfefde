using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Writes arrays.</summary>
/// <param name="builder">Where rules go.</param>
/// <param name="rules">The rules of JSON.</param>
/// <param name="writer">Gives the rules of items.</param>
internal sealed class ArrayWriter(GbnfBuilder builder, JsonRules rules, ShapeWriter writer)
{
    // Every place where the contained item may stand is written out, up to so many; then it comes first.
    private const int MostPlaces = 16;

    // Every so many items of a prefix a rule of its own, so that no expression nests deeper than this.
    private const int MostNested = 16;

    /// <summary>The expression of an array that has a value.</summary>
    /// <param name="array">The array.</param>
    /// <param name="name">The name of its rule.</param>
    public string Write(ArrayVariant array, string name)
    {
        var max = array.ProductiveMax;
        if (max == 0)
        {
            return rules.Brackets("[", "", "]");
        }

        if (array.Contained is { } contained)
        {
            return rules.Brackets(
                "[",
                rules.Within(Contained(array, writer.RuleOf(contained, contained.Name), max)),
                "]"
            );
        }

        var count = Math.Min(array.Prefix.Count, max ?? int.MaxValue);
        var content = Tail(array, count, max);
        for (var index = count - 1; index >= 0; index--)
        {
            var item = writer.RuleOf(array.Prefix[index], array.Prefix[index].Name);
            var here = index == 0 ? item : $"{rules.Comma} {item}";
            var all = content.Length == 0 ? here : $"{here} {content}";
            content = index >= array.Min && index > 0 ? $"({all})?" : all;
            if (index > 0 && index % MostNested == 0)
            {
                content = builder.Add($"{name}-rest", content);
            }
        }

        content = rules.Within(content);
        return rules.Brackets("[", array.Min == 0 ? $"({content})?" : content, "]");
    }

    // The items behind the prefix; the first of an array has no comma before it.
    private string Tail(ArrayVariant array, int count, int? max)
    {
        if (max <= count || !array.Items.IsProductive)
        {
            return "";
        }

        var item = writer.RuleOf(array.Items, array.Items.Name);
        return count == 0
            ? $"{item} {More(item, array.Min - 1, max - 1)}".TrimEnd()
            : More(item, array.Min - count, max - count);
    }

    private string More(string item, int min, int? max) =>
        max == 0 ? ""
        : max == 1 && min <= 0 ? $"({rules.Comma} {item})?"
        : max is null && min <= 0 ? $"({rules.Comma} {item})*"
        : $"({rules.Comma} {item}){{{Math.Max(min, 0)},{max}}}";

    private string Contained(ArrayVariant array, string contained, int? max)
    {
        if (!array.Items.IsProductive)
        {
            return contained;
        }

        var item = writer.RuleOf(array.Items, array.Items.Name);
        if (max is null && array.Min <= 1)
        {
            return $"({item} {rules.Comma})* {contained} {More(item, 0, null)}";
        }

        if (max is null or > MostPlaces)
        {
            return $"{contained} {More(item, array.Min - 1, max - 1)}";
        }

        return
            string.Join(
                " | ",
                Enumerable
                    .Range(0, max.Value)
                    .Select(before =>
                        $"{(before == 0 ? "" : $"({item} {rules.Comma}){{{before}}} ")}{contained} {More(item, array.Min - before - 1, max - before - 1)}".TrimEnd()
                    )
            )
                is var places
            && max > 1
            ? $"({places})"
            : places;
    }
}
