using Chat.Core.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Grammars;

/// <summary>Small grammars at random, over the characters a, b, é and 😀 and the tokens 0 to 9.</summary>
internal static class RandomGrammars
{
    private static readonly string[] Leaves =
    [
        "\"a\"",
        "\"b\"",
        "\"ab\"",
        "\"é\"",
        "\"😀\"",
        "[ab]",
        "[^a]",
        "[a-é]",
        ".",
        "\"\"",
        "r0",
        "r1",
        "r2",
    ];

    private static readonly string[] Tokens = ["<[1]>", "<[2]>", "!<[3]>", "<ab>", "!<é>"];
    private static readonly string[] Counts =
    [
        "?",
        "*",
        "+",
        "{2}",
        "{0,3}",
        "{2,3}",
        "{3,}",
        "{1,9}",
        "{0,12}",
        "{9,30}",
    ];

    /// <summary>Numbers for <see cref="Next"/>.</summary>
    public static Arbitrary<int> Seeds { get; } = Gen.Choose(0, int.MaxValue).ToArbitrary();

    /// <summary>A grammar without left recursion.</summary>
    /// <param name="seed">Which.</param>
    /// <param name="withTokens">Whether it may ask for whole tokens.</param>
    public static (string Text, Chat.Formats.Grammars.Grammar Grammar) Next(int seed, bool withTokens)
    {
        var random = new Random(seed);
        while (true)
        {
            var leaves = withTokens ? [.. Leaves, .. Tokens] : Leaves;
            var rules = Enumerable.Range(0, 3).Select(number => $"r{number} ::= {Alternatives(random, leaves, 1)}\n");
            var text = $"root ::= {Alternatives(random, leaves, 2)}\n{string.Concat(rules)}";
            try
            {
                return (text, Chat.Formats.Grammars.Grammar.Parse(text));
            }
            catch (ChatException error) when (error.Message.Contains("begins with itself", StringComparison.Ordinal))
            {
                // Another one.
            }
        }
    }

    /// <summary>Checks something until a grammar is too ambiguous, as few random ones are.</summary>
    /// <param name="check">The check.</param>
    public static void Bounded(Action check)
    {
        try
        {
            check();
        }
        catch (ChatException error) when (error.Message.Contains("too ambiguous", StringComparison.Ordinal))
        {
            // What was checked until then holds.
        }
    }

    private static string Alternatives(Random random, string[] leaves, int depth) =>
        string.Join(" | ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Sequence(random, leaves, depth)));

    private static string Sequence(Random random, string[] leaves, int depth) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Item(random, leaves, depth)));

    private static string Item(Random random, string[] leaves, int depth)
    {
        var item =
            depth > 0 && random.Next(3) == 0
                ? $"({Alternatives(random, leaves, depth - 1)})"
                : leaves[random.Next(leaves.Length)];
        return random.Next(3) == 0 ? item + Counts[random.Next(Counts.Length)] : item;
    }
}
