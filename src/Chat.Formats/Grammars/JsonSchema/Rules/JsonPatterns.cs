using System.Runtime.CompilerServices;
using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>What schemas ask of regular expressions: the one place that knows who answers.</summary>
internal static class JsonPatterns
{
    // What reading a pattern costs, in the steps of SchemaWork.
    private const int StepsPerPattern = 400;

    // So many steps of a matcher are one of SchemaWork.
    private const int MatcherSteps = 8;

    // What finding its first characters costs.
    private const int StepsPerStart = 50;

    // By the schema, so that a validator reads a pattern once and forgets it with the schema.
    private static readonly ConditionalWeakTable<SchemaNode, Dictionary<string, RegexMatcher?>> Matchers = [];

    // By the grammar: the schemas of tools often have the same pattern in many places.
    private static readonly ConditionalWeakTable<
        GbnfBuilder,
        Dictionary<string, (string? Rule, string Reason)>
    > Rules = [];

    /// <summary>Adds the rule of a pattern, for the text between the quotes of a JSON string.</summary>
    /// <param name="builder">Where rules go.</param>
    /// <param name="node">The schema that has it.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="reason">Why the pattern cannot be kept in a grammar; empty when it can.</param>
    /// <returns>The rule's name; null when the pattern cannot be kept.</returns>
    public static string? Add(GbnfBuilder builder, SchemaNode node, string pattern, out string reason)
    {
        var rules = Rules.GetOrCreateValue(builder);
        if (!rules.TryGetValue(pattern, out var known))
        {
            node.Work.Spend(StepsPerPattern + pattern.Length, node.Pointer);
            rules[pattern] = known = Write(builder, pattern);
        }

        reason = known.Reason;
        return known.Rule;
    }

    private static (string? Rule, string Reason) Write(GbnfBuilder builder, string pattern)
    {
        try
        {
            return (RegexGrammar.Add(builder, "pattern", pattern, RegexTarget.JsonString), "");
        }
        catch (ChatException exception) when (exception.Kind == ChatErrorKind.InvalidRequest)
        {
            return (null, exception.Message.TrimEnd('.'));
        }
    }

    /// <summary>Whether a pattern is found in a text.</summary>
    /// <param name="node">The schema that asks.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="work">What the work is counted as.</param>
    /// <returns>Null when that cannot be said.</returns>
    /// <exception cref="ChatException">It takes too much work.</exception>
    public static bool? IsMatch(SchemaNode node, string pattern, string text, SchemaWork work)
    {
        var matchers = Matchers.GetOrCreateValue(node);
        if (!matchers.TryGetValue(pattern, out var matcher))
        {
            work.Spend(StepsPerPattern + pattern.Length, node.Pointer);
            matchers[pattern] = matcher = Read(pattern);
            work.Spend((matcher?.Size ?? 0) / MatcherSteps, node.Pointer);
        }

        work.Spend(1, node.Pointer);
        if (matcher is null)
        {
            return null;
        }

        var matches = matcher.IsMatch(text, out var steps);
        work.Spend(steps / MatcherSteps, node.Pointer);
        return matches;
    }

    /// <summary>What the texts begin with that a pattern is found in.</summary>
    /// <param name="node">The schema that asks.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The characters of each of the first places; empty when that cannot be said.</returns>
    public static IReadOnlyList<CodePointSet> StartOf(SchemaNode node, string pattern)
    {
        node.Work.Spend(StepsPerStart + pattern.Length, node.Pointer);
        try
        {
            return RegexStart.Of(pattern);
        }
        catch (ChatException exception) when (exception.Kind == ChatErrorKind.InvalidRequest)
        {
            return [];
        }
    }

    private static RegexMatcher? Read(string pattern)
    {
        try
        {
            return RegexMatcher.Parse(pattern);
        }
        catch (ChatException exception) when (exception.Kind == ChatErrorKind.InvalidRequest)
        {
            return null;
        }
    }
}
