using System.Text;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Tokens;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Grammars.Tokens;

public sealed class TokenEndingsTests
{
    private static readonly GrammarVocabulary Words = Vocabulary("a", "ab", "abc", "\"", "\"}", "}", "{\"", " ", "<t>");

    private static readonly GrammarVocabulary Bytes = new(
        [
            .. Enumerable.Range(0, 256).Select(value => (ReadOnlyMemory<byte>)new[] { (byte)value }),
            Encoding.UTF8.GetBytes("ab"),
            Encoding.UTF8.GetBytes("é"),
            default,
        ],
        [258]
    );

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

    [Fact]
    public void CanEnd_SaysWhatIsFound() =>
        Check.One(
            Properties.Of(100),
            Prop.ForAll(
                RandomGrammars.Seeds,
                seed =>
                {
                    var (text, grammar) = RandomGrammars.Next(seed, withTokens: seed % 2 == 0);
                    var random = new Random(seed);
                    var vocabulary = seed % 3 == 0 ? Words : Bytes;
                    var state = grammar.Start;
                    for (var step = 0; step < 5 && state != grammar.Dead; step++)
                    {
                        for (var most = 0; most < 9; most++)
                        {
                            var isFound = TokenEndings.Shortest(grammar, state, vocabulary, most) is not null;
                            Assert.True(isFound == TokenEndings.CanEnd(grammar, state, vocabulary, most), text);
                        }

                        state = grammar.Move(state, Encoding.UTF8.GetBytes(random.Next(2) == 0 ? "a" : "b"));
                    }
                }
            )
        );

    private static (Grammar Grammar, GrammarState State) At(string gbnf, string before)
    {
        var grammar = Grammar.Parse(gbnf);
        return (grammar, grammar.Move(grammar.Start, Encoding.UTF8.GetBytes(before)));
    }

    // The last token ends a text.
    private static GrammarVocabulary Vocabulary(params string[] texts) =>
        new([.. texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text)), default], [texts.Length]);
}
