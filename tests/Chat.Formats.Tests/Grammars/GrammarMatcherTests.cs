using System.Text;
using Chat.Core.Errors;
using Chat.Formats.Grammars;

namespace Chat.Formats.Tests.Grammars;

public sealed class GrammarMatcherTests
{
    private static readonly string[] Others = ["", "t", "tru", "truex", "trx", "11"];

    [Theory]
    [InlineData("root ::= \"abc\"", "abc", "", "ab", "abcd", "x")]
    [InlineData("root ::= [a-c]{2,3}", "ab", "a", "abca")]
    [InlineData("root ::= [a-c]{2,3}", "abc", "")]
    [InlineData("root ::= (\"ab\" | \"c\"){3}", "abcab", "abab", "cc", "cccc")]
    [InlineData("root ::= (\"ab\" | \"c\"){10,12}", "cccccccccccc", "ccccccccc", "ccccccccccccc")]
    [InlineData("root ::= (\"a\"?){3,5}", "aaaaa", "aaaaaa", "b")]
    [InlineData("root ::= (\"a\"?){3,5}", "")]
    [InlineData("root ::= ((\"a\"*){2,} \"b\"){3}", "bab" + "aab", "bb", "bbbb")]
    [InlineData("root ::= ((\"\")* \"a\" (\"\")+){2}", "aa", "a", "aaa")]
    [InlineData("root ::= \"[\" (root (\",\" root)*)? \"]\"", "[[],[[],[]]]", "[", "[,]", "[[]")]
    [InlineData("root ::= ([a-z]+ \" \"?){2,3} \".\"", "abc de f.", "a.b", "a b c d.")]
    [InlineData("root ::= .", "é", "", "ab")]
    [InlineData("root ::= .", "\n")]
    [InlineData("root ::= [^a-zé]", "è", "a", "z", "é")]
    [InlineData("root ::= [\\u0080-\\U0010FFFF]+", "\u0080\u07ff\u0800\uffff\U00010000\U0010FFFF", "\u007f")]
    [InlineData("root ::= \"\"", "", "a")]
    [InlineData("root ::= a\na ::= b \"x\" | \"y\"\nb ::= \"z\" | ", "x", "z")]
    public void Text_IsWhole(string gbnf, string whole, params string[] others)
    {
        var grammar = Grammar.Parse(gbnf);
        Assert.True(IsWhole(grammar, whole));
        Assert.All(others, other => Assert.False(IsWhole(grammar, other)));
    }

    [Theory]
    [InlineData(
        "root ::= \"tr\" | \"true\" | \"trust\" | \"x\" | \"true\" | [0-9] | \"é\" | \"è\"",
        "tr",
        "true",
        "trust",
        "x",
        "1",
        "é",
        "è"
    )]
    public void Literals_OfWhichOneIsChosen(string gbnf, params string[] wholes)
    {
        var grammar = Grammar.Parse(gbnf);
        Assert.All(wholes, whole => Assert.True(IsWhole(grammar, whole)));
        Assert.All(Others, other => Assert.False(IsWhole(grammar, other)));

        // One place before each first byte of the literals, and one before the class.
        Assert.Equal(3 + 1, grammar.Start.Places.Length);
    }

    [Fact]
    public void Literals_MayBeVeryMany()
    {
        var words = Enumerable.Range(0, 100_000).Select(number => $"\"value-{number}\"");
        var grammar = Grammar.Parse($"root ::= ({string.Join(" | ", words)}) \".\"");
        Assert.True(IsWhole(grammar, "value-99999."));
        Assert.False(IsWhole(grammar, "value-100000."));
    }

    [Fact]
    public void TryAccept_TakesAllOrNothing()
    {
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= \"abc\" \"d\"?"));
        Assert.False(matcher.TryAccept("abd"u8));
        Assert.True(matcher.TryAccept("ab"u8));
        Assert.True(matcher.Allows("cd"u8));
        Assert.False(matcher.IsComplete);
        Assert.True(matcher.TryAccept("c"u8));
        Assert.True(matcher is { IsComplete: true, CanContinue: true });
        Assert.True(matcher.TryAccept("d"u8));
        Assert.True(matcher is { IsComplete: true, CanContinue: false });
        Assert.False(matcher.TryAccept("d"u8));
        Assert.True(matcher.IsComplete);
    }

    [Fact]
    public void TryAccept_TakesPartsOfCharacters()
    {
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= [é-ü] \"😀\""));
        Assert.False(matcher.Allows([0xC3, 0xA0]));
        Assert.True(matcher.TryAccept([0xC3]));
        Assert.False(matcher.IsComplete);
        Assert.True(matcher.TryAccept([0xA9, 0xF0, 0x9F]));
        Assert.True(matcher.TryAccept([0x98, 0x80]));
        Assert.True(matcher.IsComplete);
    }

    [Theory]
    [InlineData(0xC0, 0x80)]
    [InlineData(0xED, 0xA0, 0x80)]
    [InlineData(0xF4, 0x90, 0x80, 0x80)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    [InlineData(0xE0, 0x80, 0x80)]
    [InlineData(0xF0, 0x80, 0x80, 0x80)]
    public void AnyCharacter_IsWellFormedUtf8(params int[] bytes) =>
        Assert.False(new GrammarMatcher(Grammar.Parse("root ::= .*")).Allows([.. bytes.Select(value => (byte)value)]));

    [Fact]
    public void Token_IsTakenAsAWhole()
    {
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= <[10]> !<[11]>* </t> \"a\"*"));
        Assert.False(matcher.TryAccept("<[10]>"u8));
        Assert.False(matcher.TryAcceptToken(11, "x"u8));
        Assert.True(matcher.TryAcceptToken(10, []));
        Assert.True(matcher.TryAcceptToken(12, "any text"u8));
        Assert.False(matcher.TryAcceptToken(11, "any text"u8));
        Assert.False(matcher.TryAcceptToken(13, []));
        Assert.False(matcher.IsComplete);
        Assert.True(matcher.TryAcceptToken(14, "</t>"u8));
        Assert.True(matcher.IsComplete);
        Assert.True(matcher.TryAcceptToken(15, "aa"u8));
    }

    [Fact]
    public void Repetition_OfAMillionCostsNothing()
    {
        var grammar = Grammar.Parse("root ::= (\"ab\" | \"c\"){0,1000000} \".\" [x]{100000,}");
        Assert.True(IsWhole(grammar, $"abcab.{new string('x', 100_000)}"));
        Assert.False(IsWhole(grammar, $"abcab.{new string('x', 99_999)}"));
    }

    [Fact]
    public void Recursion_AtTheEndNeedsNoStack()
    {
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= \"a\" rest\nrest ::= \"b\" (root | \"c\")"));
        var pair = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("ab", 50_000)));
        Assert.True(matcher.TryAccept(pair));
        Assert.True(matcher.TryAccept("c"u8));
        Assert.True(matcher.IsComplete);
    }

    [Fact]
    public void Depth_OfATextIsBounded()
    {
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= \"[\" root \"]\" | \"x\""));
        Assert.True(matcher.TryAccept(Encoding.UTF8.GetBytes(new string('[', GrammarFrames.MaxDepth))));
        Assert.False(matcher.Allows("["u8));
        Assert.True(matcher.TryAccept(Encoding.UTF8.GetBytes($"x{new string(']', GrammarFrames.MaxDepth)}")));
        Assert.True(matcher.IsComplete);
    }

    [Theory]
    [InlineData("root ::= root \"a\" | \"b\"", "root -> root")]
    [InlineData("root ::= a\na ::= b \"x\"\nb ::= root", "root -> a -> b -> root")]
    [InlineData("root ::= \"x\"? root", "root -> root")]
    [InlineData("root ::= \"y\" a\na ::= e{3} a | \"x\"\ne ::= \"\" | \"e\"", "a -> a")]
    [InlineData("root ::= (\"x\"* (a | \"b\")){2,3}\na ::= root", "root -> a -> root")]
    [InlineData("root ::= \"x\"\nunused ::= unused", "unused -> unused")]
    public void LeftRecursion_IsAnError(string gbnf, string circle)
    {
        var error = Assert.Throws<ChatException>(() => Grammar.Parse(gbnf));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains($": {circle} (line ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LeftRecursion_IsFoundThroughManyRules()
    {
        const int count = 60_000;
        var rules = Enumerable.Range(0, count).Select(number => $"r{number} ::= e r{(number + 1) % count}\n");
        var gbnf = $"root ::= r0\ne ::= \"\"\n{string.Concat(rules)}";
        var error = Assert.Throws<ChatException>(() => Grammar.Parse(gbnf));
        Assert.Contains("r0 -> r1 -> r2 -> r3 -> r4 -> ... -> r0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ambiguity_IsBounded()
    {
        // Each "a" may wait for a "b" or for a "c": after n of them there are two to the n-th ways.
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= \"a\" root \"b\" | \"a\" root \"c\" | \"d\""));
        Assert.True(matcher.TryAccept("aaaaaaaadbcbcbcbc"u8));
        Assert.True(matcher.IsComplete);

        matcher = new GrammarMatcher(Grammar.Parse("root ::= \"a\" root \"b\" | \"a\" root \"c\" | \"d\""));
        var error = Assert.Throws<ChatException>(() => matcher.TryAccept(Encoding.UTF8.GetBytes(new string('a', 100))));
        Assert.Contains("too ambiguous", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ambiguity_OfRepetitionsThatMayEndIsNone()
    {
        var grammar = Grammar.Parse("root ::= (((((([^x]*){0,99}){0,99}){0,99}){0,99}){0,99}){0,99} \"x\"");
        Assert.True(IsWhole(grammar, new string('a', 10_000) + "x"));
        Assert.False(IsWhole(grammar, new string('a', 100)));
    }

    [Fact]
    public void Cache_MayBeTiny()
    {
        const string gbnf = "root ::= ([a-z]{1,20} \" \"){2,300} \"[\" (root | \"é\"{9,}) \"]\"";
        var text = "some words here [and more of them [" + new string('é', 12) + "]]";
        Assert.True(IsWhole(Grammar.Parse(gbnf, maxCacheBytes: 1), text));
        Assert.True(IsWhole(Grammar.Parse(gbnf, maxCacheBytes: 4000), text));
        Assert.False(IsWhole(Grammar.Parse(gbnf, maxCacheBytes: 1), text[..^1]));
    }

    [Fact]
    public async Task Grammar_IsUsedByManyAtOnce()
    {
        var grammar = Grammar.Parse(
            "root ::= item (\",\" item)*\nitem ::= [a-zé]{1,9} | \"(\" root \")\"",
            maxCacheBytes: 20_000
        );
        var texts = Enumerable
            .Range(0, 16)
            .Select(number =>
                string.Join(',', Enumerable.Range(0, 200).Select(i => $"({(char)('a' + ((i * number) % 26))}é,b)"))
            );
        var whole = await Task.WhenAll(texts.Select(text => Task.Run(() => IsWhole(grammar, text))));
        Assert.All(whole, Assert.True);
    }

    private static bool IsWhole(Grammar grammar, string text)
    {
        var matcher = new GrammarMatcher(grammar);
        return matcher.TryAccept(Encoding.UTF8.GetBytes(text)) && matcher.IsComplete;
    }
}
