using System.Text;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Tokens;

namespace Chat.Formats.Tests.Grammars.Tokens;

public sealed class TokenEndingsTests
{
    private static readonly GrammarVocabulary Words = Vocabulary("a", "ab", "abc", "\"", "\"}", "}", "{\"", " ", "<t>");

    [Theory]
    [InlineData("root ::= \"{\" \"\\\"\" [a-z ]* \"\\\"}\"", "", "6 4")]
    [InlineData("root ::= \"{\" \"\\\"\" [a-z ]* \"\\\"}\"", "{\"abcx", "4")]
    [InlineData("root ::= \"abcaba\" | \"abcabab\"", "", "2 1 0")]
    [InlineData("root ::= \"ab\"?", "", "")]
    public void TheLongestTokens_AreTaken(string gbnf, string before, string tokens)
    {
        var (grammar, state) = At(gbnf, before);
        Assert.Equal(tokens, string.Join(' ', TokenEndings.Shortest(grammar, state, Words, most: 9)!));
    }

    [Fact]
    public void MoreThanAllowed_IsNone()
    {
        var (grammar, state) = At("root ::= \"abcaba\"", "");
        Assert.Null(TokenEndings.Shortest(grammar, state, Words, most: 2));
        Assert.False(TokenEndings.CanEnd(grammar, state, Words, most: 2));
        Assert.True(TokenEndings.CanEnd(grammar, state, Words, most: 3));
    }

    [Fact]
    public void ATextThatNoTokenWrites_IsNone()
    {
        var (grammar, state) = At("root ::= \"abx\"", "");
        Assert.Null(TokenEndings.Shortest(grammar, state, Words, most: 9));
        Assert.False(TokenEndings.CanEnd(grammar, state, Words, most: 9));
    }

    [Theory]
    [InlineData("root ::= \"a\" <[3]> \"ab\"", "0 3 1")]
    [InlineData("root ::= \"a\" <t>", "0 8")]
    [InlineData("root ::= \"a\" !<[0]>", "0 1")]
    public void AWholeToken_IsTakenAsOne(string gbnf, string tokens)
    {
        var (grammar, state) = At(gbnf, "");
        Assert.Equal(tokens, string.Join(' ', TokenEndings.Shortest(grammar, state, Words, most: 9)!));
    }

    [Theory]
    [InlineData("root ::= <[99]>")]
    [InlineData("root ::= <[9]>")]
    [InlineData("root ::= <nobody>")]
    public void AWholeTokenThatIsNot_IsNone(string gbnf)
    {
        var (grammar, state) = At(gbnf, "");
        Assert.Null(TokenEndings.Shortest(grammar, state, Words, most: 9));
    }

    private static (Grammar Grammar, GrammarState State) At(string gbnf, string before)
    {
        var grammar = Grammar.Parse(gbnf);
        return (grammar, grammar.Move(grammar.Start, Encoding.UTF8.GetBytes(before)));
    }

    // The last token ends a text.
    private static GrammarVocabulary Vocabulary(params string[] texts) =>
        new([.. texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text)), default], [texts.Length]);
}
