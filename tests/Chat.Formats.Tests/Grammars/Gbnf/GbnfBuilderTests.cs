using Chat.Core.Errors;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Tests.Grammars.Gbnf;

/// <summary>Rules to text.</summary>
public sealed class GbnfBuilderTests
{
    private readonly GbnfBuilder _builder = new();

    [Fact]
    public void The_root_is_written_first()
    {
        var word = _builder.Add("word", "[a-z]+");
        var root = _builder.Add("root", $"{word} \" \" {word}");

        Assert.Equal("root ::= word \" \" word\nword ::= [a-z]+\n", _builder.Write(root));
    }

    [Fact]
    public void A_root_of_another_name_is_referred_to()
    {
        Assert.Equal("root ::= word\nword ::= [a-z]+\n", _builder.Write(_builder.Add("word", "[a-z]+")));
    }

    [Fact]
    public void A_right_side_is_kept_once()
    {
        Assert.Equal(_builder.Add("word", "[a-z]+"), _builder.Add("other", "[a-z]+"));
    }

    [Fact]
    public void A_taken_name_gets_a_number()
    {
        Assert.Equal(
            ["word", "word-2", "word-3"],
            Enumerable.Range(0, 3).Select(n => _builder.Add("word", $"\"{n}\""))
        );
    }

    [Theory]
    [InlineData("get weather", "get-weather")]
    [InlineData("_a_b_", "a-b")]
    [InlineData("日本", "rule")]
    [InlineData("", "rule")]
    public void A_name_holds_what_the_notation_allows(string name, string expected) =>
        Assert.Equal(expected, _builder.Add(name, "\"x\""));

    [Fact]
    public void A_rule_may_refer_to_itself()
    {
        var list = _builder.Reserve("list");
        _builder.Set(list, $"\"a\" {list}?");

        Assert.Equal("root ::= list\nlist ::= \"a\" list?\n", _builder.Write(list));
    }

    [Fact]
    public void A_reserved_rule_must_be_set_once()
    {
        var list = _builder.Reserve("list");

        Assert.Throws<InvalidOperationException>(() => _builder.Write(list));
        _builder.Set(list, "\"a\"");
        Assert.Throws<InvalidOperationException>(() => _builder.Set(list, "\"b\""));
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\n\r\t\u0001\u007F", "\"\\n\\r\\t\\x01\\x7F\"")]
    [InlineData("é日😀", "\"é日😀\"")]
    public void A_literal_is_escaped(string text, string expected) => Assert.Equal(expected, GbnfBuilder.Literal(text));

    [Fact]
    public void The_length_is_bounded()
    {
        var part = new string('x', GbnfBuilder.MaxLength / 2);
        _builder.Add("first", part);

        var error = Assert.Throws<ChatException>(() => _builder.Add("second", part + "y"));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
    }

    [Fact]
    public void A_rule_that_is_called_root_is_not_taken_for_the_whole_text()
    {
        _builder.Add("root", "\"a\"");

        var text = _builder.Write(_builder.Add("root", "\"b\" root"));

        Assert.Single(text.Split('\n'), line => line.StartsWith("root ::=", StringComparison.Ordinal));
        var matcher = new GrammarMatcher(Grammar.Parse(text));
        Assert.True(matcher.TryAccept("ba"u8));
    }
}
