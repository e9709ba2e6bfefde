using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Strings of schemas that must all hold.</summary>
/// <param name="builder">Where rules go.</param>
/// <param name="rules">The rules of JSON.</param>
/// <param name="warnings">Where keywords go that are not kept.</param>
internal sealed class StringShapes(GbnfBuilder builder, JsonRules rules, SchemaWarnings warnings)
{
    /// <summary>The longest text that is counted: more is no bound, and a text that must be longer is refused.</summary>
    public const int MaxCount = 1_000_000;

    /// <summary>The strings that fit.</summary>
    /// <param name="leaves">The schemas.</param>
    /// <returns>Null when none fits.</returns>
    public TextVariant? Of(IReadOnlyList<SchemaNode> leaves)
    {
        var min = Count(leaves, keywords => keywords.MinLength, Math.Max, "minLength") ?? 0;
        var max = Count(leaves, keywords => keywords.MaxLength, Math.Min, "maxLength");
        if (min > max)
        {
            return null;
        }

        var inside = Patterns(leaves) ?? Formats(leaves);
        if (inside is not null)
        {
            WarnOfLengths(leaves);
            return new TextVariant("text", $"\"\\\"\" {inside} \"\\\"\"");
        }

        if (max is null && min == 0)
        {
            var excluded = leaves.SelectMany(Excluded).ToList();
            return excluded.Count == 0
                ? new TextVariant("json-string", rules.String)
                : new TextVariant("text", new KeyRules(builder).Add("other-text", excluded));
        }

        WarnOfExcluded(leaves, "the length of the same string is kept instead");
        var count = max is null ? $"{{{min},}}" : $"{{{min},{max}}}";
        return new TextVariant("text", $"\"\\\"\" {rules.Character}{count} \"\\\"\"");
    }

    /// <summary>The strictest of the counts of schemas.</summary>
    /// <param name="leaves">The schemas.</param>
    /// <param name="count">The count of one.</param>
    /// <param name="strictest">The stricter of two.</param>
    /// <param name="keyword">The keyword.</param>
    /// <returns>Null when there is none, or none that a text could come to.</returns>
    /// <exception cref="Core.Errors.ChatException">More is asked for than a text may have.</exception>
    public static int? Count(
        IReadOnlyList<SchemaNode> leaves,
        Func<SchemaKeywords, long?> count,
        Func<long, long, long> strictest,
        string keyword
    )
    {
        long? result = null;
        foreach (var leaf in leaves)
        {
            if (count(leaf.Keywords) is { } mine)
            {
                result = result is { } known ? strictest(known, mine) : mine;
                if (keyword.StartsWith("min", StringComparison.Ordinal) && mine > MaxCount)
                {
                    throw SchemaErrors.TooMuch(leaf.Pointer, $"a {keyword} above {MaxCount}");
                }
            }
        }

        return result > MaxCount ? null : (int?)result;
    }

    /// <summary>The strings that a schema's <c>not</c> leaves out.</summary>
    /// <param name="leaf">The schema.</param>
    public static IEnumerable<string> Excluded(SchemaNode leaf)
    {
        var not = leaf.Keywords.Not?.Keywords;
        var values =
            not is null ? []
            : not.Const is { } constant ? [constant]
            : not.Enum ?? [];
        return values.Where(value => value.ValueKind == System.Text.Json.JsonValueKind.String).Select(JsonTexts.Of);
    }

    private string? Patterns(IReadOnlyList<SchemaNode> leaves)
    {
        string? rule = null;
        foreach (var leaf in leaves)
        {
            if (leaf.Keywords.Pattern is not { } pattern)
            {
                continue;
            }

            if (rule is not null)
            {
                warnings.Add(leaf, "pattern", "only one pattern of a string can be kept");
                continue;
            }

            rule = JsonPatterns.Add(builder, leaf, pattern, out var reason);
            if (rule is null)
            {
                warnings.Add(leaf, "pattern", reason);
            }
        }

        foreach (
            var leaf in leaves.Where(leaf =>
                rule is not null && leaf.Keywords.Format is { } format && !FormatRules.IsFree(format)
            )
        )
        {
            warnings.Add(leaf, "format", "a pattern of the same string is kept instead");
        }

        return rule;
    }

    private string? Formats(IReadOnlyList<SchemaNode> leaves)
    {
        string? rule = null;
        foreach (var leaf in leaves)
        {
            if (leaf.Keywords.Format is not { } format || FormatRules.IsFree(format))
            {
                continue;
            }

            var mine = rule is null ? FormatRules.Add(builder, format) : null;
            if (mine is null)
            {
                warnings.Add(
                    leaf,
                    "format",
                    rule is null
                        ? $"the format {SchemaErrors.Short(format)} is not known"
                        : "only one format of a string can be kept"
                );
            }

            rule ??= mine;
        }

        return rule;
    }

    private void WarnOfLengths(IReadOnlyList<SchemaNode> leaves)
    {
        foreach (var leaf in leaves)
        {
            if (leaf.Keywords.MinLength > 0)
            {
                warnings.Add(leaf, "minLength", "a pattern or format of the same string is kept instead");
            }

            if (leaf.Keywords.MaxLength is not null)
            {
                warnings.Add(leaf, "maxLength", "a pattern or format of the same string is kept instead");
            }
        }

        WarnOfExcluded(leaves, "a pattern or format of the same string is kept instead");
    }

    private void WarnOfExcluded(IReadOnlyList<SchemaNode> leaves, string reason)
    {
        foreach (var leaf in leaves.Where(leaf => Excluded(leaf).Any()))
        {
            warnings.Add(leaf, "not", reason);
        }
    }
}
