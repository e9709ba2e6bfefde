using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Tests.Grammars.Gbnf;

/// <summary>A grammar of what stands between the quotes of a JSON string.</summary>
public sealed class GbnfJsonStringTests
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Theory]
    [InlineData("root ::= \"a\\\"b\\\\c\\n\\x01\"", "a\"b\\c\n\u0001")]
    [InlineData("root ::= [^a]{3}", "\"\\\n")]
    [InlineData("root ::= [\\x00-\\x1F]{4}", "\u0000\u0007\n\u001F")]
    [InlineData("root ::= \"(\" x* \")\"\nx ::= [0-9] | root", "(1(2)())")]
    [InlineData("root ::= \"a\"? .", "é")]
    public void What_is_read_from_the_string_is_a_text_of_the_grammar(string gbnf, string text)
    {
        var (plain, inside) = (Grammar.Parse(gbnf), Inside(gbnf));

        Assert.True(IsWhole(plain, text));
        Assert.True(IsWhole(inside, JsonSerializer.Serialize(text, Relaxed)[1..^1]));
    }

    [Theory]
    [InlineData("root ::= [^a]{1,9}", "\"")]
    [InlineData("root ::= [^a]{1,9}", "\\")]
    [InlineData("root ::= [^a]{1,9}", "\n")]
    [InlineData("root ::= \"ab\" \"c\"", "ab")]
    public void What_would_end_or_break_the_string_does_not_fit(string gbnf, string content) =>
        Assert.False(IsWhole(Inside(gbnf), content));

    [Fact]
    public void Whole_tokens_are_refused()
    {
        var error = Assert.Throws<ChatException>(() => Inside("root ::= <think>"));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
    }

    private static Grammar Inside(string gbnf)
    {
        var builder = new GbnfBuilder();
        return Grammar.Parse(builder.Write(GbnfJsonString.AddTo(GbnfGrammar.Parse(gbnf), builder, "input")));
    }

    private static bool IsWhole(Grammar grammar, string text)
    {
        var matcher = new GrammarMatcher(grammar);
        return matcher.TryAccept(Encoding.UTF8.GetBytes(text)) && matcher.IsComplete;
    }
}
