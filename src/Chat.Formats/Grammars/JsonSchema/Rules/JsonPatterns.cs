using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>What is asked of regular expressions: the one place that knows who answers.</summary>
internal static class JsonPatterns
{
    /// <summary>Adds the rule of a pattern, for the text between the quotes of a JSON string.</summary>
    /// <param name="builder">Where rules go.</param>
    /// <param name="node">The schema that asks.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="reason">Why the pattern cannot be kept in a grammar; empty when it can.</param>
    /// <returns>The rule's name; null when the pattern cannot be kept.</returns>
    public static string? Add(GbnfBuilder builder, SchemaNode node, string pattern, out string reason)
    {
        reason = "patterns are not known yet";
        return null;
    }

    /// <summary>Whether a pattern is found in a text.</summary>
    /// <param name="node">The schema that asks.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <returns>Null when that cannot be said.</returns>
    public static bool? IsMatch(SchemaNode node, string pattern, string text) => null;
}
