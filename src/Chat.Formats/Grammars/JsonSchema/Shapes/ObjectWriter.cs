using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Writes objects: any subset of the optional properties, in the schema's order, in a length that grows with their number and no faster.</summary>
/// <param name="builder">Where rules go.</param>
/// <param name="rules">The rules of JSON.</param>
/// <param name="writer">Gives the rules of values.</param>
internal sealed class ObjectWriter(GbnfBuilder builder, JsonRules rules, ShapeWriter writer)
{
    /// <summary>The expression of an object that has a value.</summary>
    /// <param name="value">The object.</param>
    /// <param name="name">The name of its rule.</param>
    public string Write(ObjectVariant value, string name)
    {
        var members = value.Members.Where(member => member.Value.IsProductive).ToList();
        var required = members.Count(member => member.IsRequired);
        var others = Others(value, name);
        var isCounted = value.Min > required || (value.Max is { } max && (max < members.Count || others is not null));
        if (isCounted && members.Count > 0)
        {
            return new CountedObjectWriter(builder, rules, name, value.Min, value.Max).Write(
                [.. members.Select(member => (Pair(member), member.IsRequired))],
                others
            );
        }

        if (members.Count == 0)
        {
            return others is null || value.Max == 0 ? rules.Brackets("{", "", "}") : Map(others, value.Min, value.Max);
        }

        return members[0].IsRequired
            ? rules.Brackets("{", rules.Within(Rest(members, 0, others)), "}")
            : Optional(members, others, name);
    }

    private string? Others(ObjectVariant value, string name)
    {
        var pairs = value
            .Others.Where(other => other.Value.IsProductive)
            .Select(other => $"{other.Key()} {rules.Colon} {writer.RuleOf(other.Value, other.Value.Name)}")
            .ToList();
        return pairs.Count == 0 ? null : builder.Add($"{name}-other", string.Join(" | ", pairs));
    }

    private string Pair(ObjectMember member)
    {
        var key = GbnfBuilder.Literal(JsonTexts.Quote(member.Name));
        return $"{key[..^1]}:\"{rules.Colon[3..]} {writer.RuleOf(member.Value, member.Value.Name)}";
    }

    private string Map(string other, int min, int? max)
    {
        var more = max is null && min <= 1 ? "*" : $"{{{Math.Max(0, min - 1)},{max - 1}}}";
        var content = rules.Within(max == 1 ? other : $"{other} ({rules.Comma} {other}){more}");
        return rules.Brackets("{", min == 0 ? $"({content})?" : content, "}");
    }

    // Members from one on, where the first of them is there and has nothing before it.
    private string Rest(List<ObjectMember> members, int first, string? others)
    {
        var parts = new List<string> { Pair(members[first]) };
        parts.AddRange(
            members
                .Skip(first + 1)
                .Select(member =>
                    member.IsRequired ? $"{rules.Comma} {Pair(member)}" : $"({rules.Comma} {Pair(member)})?"
                )
        );
        if (others is not null)
        {
            parts.Add($"({rules.Comma} {others})*");
        }

        return string.Join(' ', parts);
    }

    // Where the first is optional, each optional one up to the first required one may be the first that is written. What follows a member is a rule of its
    // own, which the member before it goes on to as well.
    private string Optional(List<ObjectMember> members, string? others, string name)
    {
        var leading = members.FindIndex(member => member.IsRequired);
        var first = leading < 0 ? members.Count : leading;
        var starts = new List<string>();
        string? rest = null;
        if (leading >= 0)
        {
            var required = builder.Add($"{name}-required", Rest(members, leading, others));
            starts.Add(required);
            rest = $"{rules.Comma} {required}";
        }
        else if (others is not null)
        {
            starts.Add($"{others} ({rules.Comma} {others})*");
            rest = $"({rules.Comma} {others})*";
        }

        for (var index = first - 1; index >= 0; index--)
        {
            var pair = builder.Add($"{name}-{members[index].Name}-pair", Pair(members[index]));
            starts.Add(rest is null ? pair : $"{pair} {rest}");
            rest = builder.Add(
                $"{name}-rest",
                rest is null ? $"({rules.Comma} {pair})?" : $"({rules.Comma} {pair})? {rest}"
            );
        }

        starts.Reverse();
        var content = rules.Within($"({string.Join(" | ", starts)})");
        return rules.Brackets("{", leading < 0 ? $"({content})?" : content, "}");
    }
}
