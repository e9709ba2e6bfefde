using System.Text.Json;
using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;
using Chat.Formats.Grammars.JsonSchema.Shapes;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// Writes the grammar of strings that stand bare before a mark, which they never hold. Where a schema has a pattern or a longest length, a sign of
/// the mark is left out of the text altogether.
/// </summary>
/// <param name="builder">Where the rules go.</param>
/// <param name="warnings">Where keywords go that are not kept.</param>
internal sealed class BareTextGrammar(GbnfBuilder builder, SchemaWarnings warnings)
{
    // A longer text is prose or code, which cannot do without the first sign of the mark: it is often that of an operator.
    private const int MostCounted = 1000;

    /// <summary>Adds the rules of a string.</summary>
    /// <param name="leaves">The schemas of the string, whose own keywords must all hold.</param>
    /// <param name="mark">What the string does not hold.</param>
    /// <returns>An expression: a rule's name or a group; null when no string fits.</returns>
    /// <exception cref="ChatException">A listed value holds the mark: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public string? Add(IReadOnlyList<SchemaNode> leaves, string mark)
    {
        if (leaves.FirstOrDefault(leaf => leaf.Keywords.Listed is not null) is { } listing)
        {
            return Words(leaves, listing, mark);
        }

        foreach (var leaf in leaves.Where(leaf => StringShapes.Excluded(leaf).Any()))
        {
            warnings.Add(leaf, "not", "a bare text cannot leave out some texts");
        }

        if ((Pattern(leaves, mark) ?? Format(leaves)) is { } rule)
        {
            WarnOfLengths(leaves, "a pattern or format of the same string is kept instead");
            return rule;
        }

        return Counted(leaves, mark);
    }

    /// <summary>The error that a listed value holds the mark which would end it.</summary>
    /// <param name="node">The schema that lists it.</param>
    /// <param name="value">The value.</param>
    /// <param name="mark">The mark.</param>
    public static ChatException Ends(SchemaNode node, string value, string mark) =>
        SchemaErrors.Invalid(
            $"The value \"{SchemaErrors.Short(value)}\" at {node.Pointer} holds {mark}, which ends an argument in this model's form of calls.",
            "Use another value."
        );

    private static string? Words(IReadOnlyList<SchemaNode> leaves, SchemaNode listing, string mark)
    {
        var words = listing
            .Keywords.Listed!.Where(value => value.ValueKind == JsonValueKind.String)
            .Where(value => leaves.All(leaf => JsonSchemaValidator.Fits(leaf, value)))
            .Select(JsonTexts.Of)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (words.Find(word => word.Contains(mark, StringComparison.Ordinal)) is { } wrong)
        {
            throw Ends(listing, wrong, mark);
        }

        return words.Count == 0 ? null : $"( {string.Join(" | ", words.Select(GbnfBuilder.Literal))} )";
    }

    private string? Pattern(IReadOnlyList<SchemaNode> leaves, string mark)
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

            rule = Pattern(pattern, mark, out var reason);
            if (rule is null)
            {
                warnings.Add(leaf, "pattern", reason);
            }
        }

        foreach (var leaf in leaves.Where(leaf => rule is not null && FormatOf(leaf) is not null))
        {
            warnings.Add(leaf, "format", "a pattern of the same string is kept instead");
        }

        return rule;
    }

    private string? Pattern(string pattern, string mark, out string reason)
    {
        try
        {
            var own = new GbnfBuilder();
            var text = own.Write(RegexGrammar.Add(own, "start", pattern, RegexTarget.Text, RegexDialect.EcmaScript));
            reason = $"each of its texts may hold {mark}, which ends an argument in this model's form of calls";
            return GbnfWithout.Add(GbnfGrammar.Parse(text), builder, "pattern", mark);
        }
        catch (ChatException exception) when (exception.Kind == ChatErrorKind.InvalidRequest)
        {
            reason = exception.Message.TrimEnd('.');
            return null;
        }
    }

    private static string? FormatOf(SchemaNode leaf) =>
        leaf.Keywords.Format is { } format && !FormatRules.IsFree(format) ? format : null;

    private string? Format(IReadOnlyList<SchemaNode> leaves)
    {
        string? rule = null;
        foreach (var leaf in leaves)
        {
            if (FormatOf(leaf) is not { } format)
            {
                continue;
            }

            // The texts of a pointer may hold any sign; all other formats have a few, and none of a mark.
            var mine = rule is null && format is not "json-pointer" ? FormatRules.Add(builder, format) : null;
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

    private string? Counted(IReadOnlyList<SchemaNode> leaves, string mark)
    {
        var min = StringShapes.Count(leaves, keywords => keywords.MinLength, Math.Max, "minLength") ?? 0;
        var max = StringShapes.Count(leaves, keywords => keywords.MaxLength, Math.Min, "maxLength");
        if (min > max)
        {
            return null;
        }

        if (max <= MostCounted)
        {
            return builder.Add("text", $"[^{GbnfUntil.FirstOf(mark)}]{{{min},{max}}}");
        }

        foreach (var leaf in leaves.Where(leaf => leaf.Keywords.MaxLength is not null))
        {
            warnings.Add(
                leaf,
                "maxLength",
                $"in this model's form of calls {MostCounted} characters are counted at most"
            );
        }

        return min <= GbnfUntil.MaxLeast
            ? GbnfUntil.AddOfLength(builder, "text", min, mark)
            : builder.Add("text", $"[^{GbnfUntil.FirstOf(mark)}]{{{min}}} {GbnfUntil.Add(builder, "text", mark)}");
    }

    private void WarnOfLengths(IReadOnlyList<SchemaNode> leaves, string reason)
    {
        foreach (var leaf in leaves)
        {
            if (leaf.Keywords.MinLength > 0)
            {
                warnings.Add(leaf, "minLength", reason);
            }

            if (leaf.Keywords.MaxLength is not null)
            {
                warnings.Add(leaf, "maxLength", reason);
            }
        }
    }
}
