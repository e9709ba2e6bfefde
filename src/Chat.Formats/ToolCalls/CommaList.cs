using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.ToolCalls;

/// <summary>Writes the grammar of pairs with a comma between two, in their order, where some may be left out.</summary>
internal static class CommaList
{
    /// <summary>Adds the rules.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the rules are best called.</param>
    /// <param name="pairs">The rule of each pair, and whether it is always there.</param>
    /// <param name="comma">What stands between two, an expression.</param>
    /// <returns>An expression: a rule's name, or the empty text.</returns>
    public static string Add(
        GbnfBuilder builder,
        string name,
        IReadOnlyList<(string Rule, bool IsRequired)> pairs,
        string comma
    )
    {
        // The first that is written has no comma before it, whichever it is.
        var (first, rest) = ("", "");
        foreach (var (rule, isRequired) in pairs.Reverse())
        {
            var alone = $"{rule} {rest}".TrimEnd();
            first = isRequired ? alone : $"( {alone} | {(first.Length == 0 ? "\"\"" : first)} )";
            first = builder.Add($"first-{name}", first);
            var next = isRequired ? $"{comma} {rule} {rest}" : $"( {comma} {rule} )? {rest}";
            rest = builder.Add($"rest-{name}", next.TrimEnd());
        }

        return first.Length == 0 ? "\"\"" : first;
    }
}
