using Chat.Core.Errors;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Tests.Grammars.Gbnf;

public sealed class GbnfGrammarTests
{
    [Theory]
    [InlineData("root ::= \"a\" b | [^x-z]{2,}\nb ::= .", "root ::= \"a\" b | [^x-z]{2,}\nb ::= .\n")]
    [InlineData("root ::= (\"a\" | \"b\")* (\"c\" \"d\")? \"e\"+", "root ::= (\"a\" | \"b\")* (\"c\" \"d\")? \"e\"+\n")]
    [InlineData("root ::= \"a\"{ 3 } \"b\"{3 , } \"c\"{ 0,5}", "root ::= \"a\"{3} \"b\"{3,} \"c\"{0,5}\n")]
    [InlineData("root ::= | \"a\"", "root ::= \"\" | \"a\"\n")]
    [InlineData("root ::= <[12]> !<[13]> <think> !</think>", "root ::= <[12]> !<[13]> <think> !</think>\n")]
    [InlineData("root ::= \"\\x41\\u00e9\\U0001F600\\t\\\"\\\\\\[\\]\\-\"", "root ::= \"Aé😀\\t\\\"\\\\[]-\"\n")]
    [InlineData("root ::= [\\^\\-a\\]\\[\\n]", null)]
    [InlineData("root ::= [\\x5E\\-a\\]\\[\\n-\\r\\u00e9]", "root ::= [\\x5E\\-a\\]\\[\\n-\\r\\u00E9]\n")]
    [InlineData("root ::= \"\\ud83d\\ude00\" [\\ud83d\\ude00]", "root ::= \"😀\" [\\U0001F600]\n")]
    [InlineData("root ::= [a-]", "root ::= [a\\-]\n")]
    [InlineData("# before\r\n\r\nroot ::= # here\r\n  \"a\" # behind\r\n# after", "root ::= \"a\"\n")]
    [InlineData("root ::= \"a\"\nroot ::= \"b\"", "root ::= \"b\"\n")]
    public void Grammar_IsWrittenAsItWasRead(string text, string? written)
    {
        if (written is null)
        {
            Assert.Throws<ChatException>(() => GbnfGrammar.Parse(text));
            return;
        }

        var grammar = GbnfGrammar.Parse(text);
        Assert.Equal(written, grammar.Write());
        Assert.Equal(written, GbnfGrammar.Parse(written).Write());
    }

    [Theory]
    [InlineData("root ::= \"a\" |\n \"b\"")]
    [InlineData("root ::= (\n\"a\"\n\n|\n\"b\"\n)")]
    [InlineData("root ::=\n\n\"a\" | \"b\"")]
    [InlineData("root ::= (\"a\"\n?\n| \"b\")")]
    public void Line_BreaksWhereTheRuleGoesOn(string text) => Assert.Single(GbnfGrammar.Parse(text).Rules);

    [Theory]
    [InlineData("root ::= \"a\"\n| \"b\"", 2, 1)]
    [InlineData("root ::= \"a\"\n \"b\"", 2, 2)]
    [InlineData("root ::= (\"a\"\n", 2, 1)]
    [InlineData("root ::= \"a\")", 1, 13)]
    [InlineData("root ::= \"a", 1, 12)]
    [InlineData("root ::= \"a\\", 1, 12)]
    [InlineData("root ::= \"\\q\"", 1, 11)]
    [InlineData("root ::= \"\\x4\"", 1, 11)]
    [InlineData("root ::= \"\\U00110000\"", 1, 11)]
    [InlineData("root ::= \"\\ud800\"", 1, 11)]
    [InlineData("root ::= [a", 1, 12)]
    [InlineData("root ::= []", 1, 10)]
    [InlineData("root ::= [z-a]", 1, 11)]
    [InlineData("root ::= *", 1, 10)]
    [InlineData("root ::= (+)", 1, 11)]
    [InlineData("root ::= \"a\"{,3}", 1, 14)]
    [InlineData("root ::= \"a\"{3,2}", 1, 14)]
    [InlineData("root ::= \"a\"{3", 1, 15)]
    [InlineData("root ::= \"a\"{99999999999}", 1, 14)]
    [InlineData("root ::= <think", 1, 11)]
    [InlineData("root ::= <>", 1, 10)]
    [InlineData("root ::= <[12>", 1, 14)]
    [InlineData("root ::= !a", 1, 11)]
    [InlineData("root := \"a\"", 1, 6)]
    [InlineData("root", 1, 5)]
    [InlineData("under_score ::= \"a\"", 1, 6)]
    [InlineData("\"a\"", 1, 1)]
    [InlineData("root ::= \"a\"\n\nb ::= none", 3, 7)]
    [InlineData("rot ::= \"a\"", 1, 1)]
    [InlineData("", 1, 1)]
    public void Error_NamesLineAndColumn(string text, int line, int column)
    {
        var error = Assert.Throws<ChatException>(() => GbnfGrammar.Parse(text));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.EndsWith($"(line {line}, column {column}).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_HalfACharacter()
    {
        var text = string.Concat("root ::= \"", new string((char)0xD800, 1), "\"");
        var error = Assert.Throws<ChatException>(() => GbnfGrammar.Parse(text));
        Assert.Contains("(line 1, column 11)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Root_MayHaveAnotherName()
    {
        Assert.Throws<ChatException>(() => GbnfGrammar.Parse("foobar ::= \"foobar\""));
        Assert.Equal(0, GbnfGrammar.Parse("foobar ::= \"foobar\"", "foobar").Root);
    }

    [Theory]
    [InlineData("(", "", ")")]
    [InlineData("(\"a\" ", "\"b\"", ")")]
    [InlineData("(", "\"b\"", ")*")]
    [InlineData("\"a\"", "", "*")]
    [InlineData("(", "", "")]
    [InlineData("(\"a\" | ", "", "")]
    public void Depth_IsBounded(string open, string middle, string close)
    {
        const int depth = 60_000;
        var text = string.Concat(
            "root ::= ",
            string.Concat(Enumerable.Repeat(open, open[0] == '(' ? depth : 1)),
            middle,
            string.Concat(Enumerable.Repeat(close, depth))
        );
        var error = Assert.Throws<ChatException>(() => GbnfGrammar.Parse(text));
        Assert.Contains("nested deeper", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_BelowTheBoundIsReadAndCompiled()
    {
        const int depth = (GbnfParser.MaxDepth / 2) - 2;
        var text =
            $"root ::= {string.Concat(Enumerable.Repeat("(\"a\" ", depth))}\"b\"{string.Concat(Enumerable.Repeat(")?", depth))}";
        var grammar = GbnfGrammar.Parse(text);
        var matcher = new GrammarMatcher(Grammar.Parse(grammar.Write()));
        Assert.True(matcher.TryAccept("aaa"u8));
    }

    [Fact]
    public void AddTo_RenamesTheRules()
    {
        var builder = new GbnfBuilder();
        var taken = builder.Add("caller", "\"taken\"");
        var name = GbnfGrammar
            .Parse("root ::= word (\" \" word)* root2\nword ::= [a-z]+\nroot2 ::= \".\" | \"!\" root2")
            .AddTo(builder, "caller");
        var root = builder.Add("all", $"{taken} \": \" {name}");

        Assert.Equal(("caller", "caller-2"), (taken, name));
        Assert.Equal(
            """
            all ::= caller ": " caller-2
            caller ::= "taken"
            caller-2 ::= caller-word (" " caller-word)* caller-root2
            caller-word ::= [a-z]+
            caller-root2 ::= "." | "!" caller-root2
            """.ReplaceLineEndings("\n"),
            string.Join('\n', builder.Write(root).Split('\n').Skip(1)).TrimEnd()
        );
    }
}
