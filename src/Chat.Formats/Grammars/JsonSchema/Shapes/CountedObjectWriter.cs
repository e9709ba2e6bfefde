using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Writes objects whose number of properties is bounded: a rule for each property and each number of those before it.</summary>
/// <param name="builder">Where rules go.</param>
/// <param name="rules">The rules of JSON.</param>
/// <param name="name">The name of the object's rule.</param>
/// <param name="min">The fewest properties.</param>
/// <param name="max">The most properties; null for any number.</param>
internal sealed class CountedObjectWriter(GbnfBuilder builder, JsonRules rules, string name, int min, int? max)
{
    /// <summary>The most rules of an object.</summary>
    public const int MaxRules = 20_000;

    private int _declared;

    /// <summary>The object.</summary>
    /// <param name="members">Its declared properties, and whether they are required.</param>
    /// <param name="other">The rule of another property; null when there may be none.</param>
    /// <exception cref="Core.Errors.ChatException">There are too many properties to count.</exception>
    public string Write(IReadOnlyList<(string Pair, bool IsRequired)> members, string? other)
    {
        _declared = members.Count;

        // Beyond this many only whether there was one before counts.
        var most = Math.Min(max ?? Math.Max(min, 1), members.Count);
        if ((long)members.Count * (most + 1) > MaxRules)
        {
            throw SchemaErrors.TooMuch(
                JsonPointer.Root,
                $"an object of {members.Count} properties with minProperties or maxProperties"
            );
        }

        var next = new string?[most + 1];
        for (var count = 0; count <= most; count++)
        {
            next[count] = End(count, other);
        }

        for (var index = members.Count - 1; index >= 0; index--)
        {
            var here = new string?[most + 1];
            for (var count = 0; count <= Math.Min(index, most); count++)
            {
                here[count] = Step(members[index], count, next);
            }

            next = here;
        }

        // The object was found to have a value, so there is a way through.
        return rules.Brackets("{", rules.Inside.Length == 0 ? next[0]! : $"{next[0]} {rules.Inside}", "}");
    }

    // What may stand behind so many properties: null for nothing that fits, empty for the end.
    private string? Step((string Pair, bool IsRequired) member, int count, string?[] next)
    {
        var most = next.Length - 1;
        var after =
            count < most ? next[count + 1]
            : max is null ? next[most]
            : null;
        var with = after is null ? null : $"{(count == 0 ? "" : rules.Comma + " ")}{member.Pair} {after}".TrimEnd();
        var without = member.IsRequired ? null : next[count];
        return (with, without) switch
        {
            (null, _) => without,
            (_, null) => builder.Add($"{name}-counted", with),
            (_, "") => builder.Add($"{name}-counted", $"({with})?"),
            _ => builder.Add($"{name}-counted", $"{with} | {without}"),
        };
    }

    private string? End(int count, string? other)
    {
        var least = Math.Max(0, min - count);
        var most = max - count;

        // Of two others both may have one name, which is one property: more than one does not count where the declared ones are enough.
        if (least > 1 && min <= _declared + 1)
        {
            return null;
        }

        if (other is null || most == 0)
        {
            return least == 0 ? "" : null;
        }

        if (count > 0)
        {
            return $"({rules.Comma} {other}){(most is null && least == 0 ? "*" : $"{{{least},{most}}}")}";
        }

        var more =
            $"{other} ({rules.Comma} {other}){(most is null && least <= 1 ? "*" : $"{{{Math.Max(0, least - 1)},{most - 1}}}")}";
        return least == 0 ? $"({more})?" : more;
    }
}
