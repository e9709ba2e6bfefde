using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars.Lark;

/// <summary>
/// Makes grammars of Lark grammars: the subset that OpenAI's custom tools take, as llguidance reads it. Rules in lower case, terminals in
/// upper case, strings and regular expressions with flags, ranges, groups, <c>| * + ? ~n ~m..n {m,n} [ ]</c>, <c>%ignore</c>,
/// <c>%import common.NAME</c>; priorities, aliases and the marks <c>?</c> and <c>!</c> are read and mean nothing here. Templates,
/// <c>%json</c>, special tokens and other directives are refused by name.
/// </summary>
/// <remarks>
/// Lark reads words (terminals, strings, regular expressions), each as long as possible; GBNF reads characters. To accept no more than Lark,
/// a word is not followed directly by a character with which it, or another word that may stand in its place, would have been longer:
/// two names in a row need something ignored between them, and <c>if</c> before a name is not read off <c>iffy</c>. Two differences
/// are left. A name is accepted where it equals a keyword (as in llguidance). And where a shorter word would have been forbidden by a word
/// that could stand there in one case but not in all, the text is refused: the language is smaller there. A word that can be empty is
/// accepted as empty anywhere its rule allows.
/// </remarks>
internal static class LarkGrammar
{
    /// <summary>The most rules once contexts are kept apart; where there would be more, the contexts are merged.</summary>
    public const int MaxVariants = 20_000;

    /// <summary>Adds the rules of a Lark grammar.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="name">What the rule for <c>start</c> is best called.</param>
    /// <param name="grammar">The Lark grammar's text.</param>
    /// <returns>The rule's name.</returns>
    /// <exception cref="ChatException">
    /// The grammar is wrong, too large, matches no text, or has what is not supported: kind <see cref="ChatErrorKind.InvalidRequest"/>, with
    /// the line and column, or the rules, in the message.
    /// </exception>
    public static string Add(GbnfBuilder builder, string name, string grammar)
    {
        var rules = LarkResolver.Resolve(LarkParser.Parse(grammar));
        LarkLeftRecursion.Remove(rules);
        var tokens = new LarkTokens(rules);
        var adjacency = new LarkAdjacency(rules, tokens, LarkResolver.Whole);
        var ignored = Ignored(rules);
        var contexts = new LarkContexts(tokens, adjacency, token => ignored.Contains(tokens.All[token].Key));
        if (contexts.Count > 1)
        {
            foreach (var rule in rules.Keys.ToArray())
            {
                rules[rule] = LarkCounts.WriteOut(rules[rule]);
            }
        }

        var reach = new LarkReach(rules, tokens, contexts);
        if (reach.Variants > MaxVariants && contexts.Count > 2)
        {
            contexts.Merge();
            reach = new LarkReach(rules, tokens, contexts);
        }

        return new LarkWriter(builder, rules, reach).Write(LarkResolver.Whole, name);
    }

    private static HashSet<string> Ignored(Dictionary<string, LarkNode> rules) =>
        rules.GetValueOrDefault(LarkResolver.Ignored) is LarkRepeat { Part: LarkChoice choice }
            ? [.. choice.Parts.OfType<LarkPattern>().Select(static pattern => pattern.Key)]
            : [];
}
