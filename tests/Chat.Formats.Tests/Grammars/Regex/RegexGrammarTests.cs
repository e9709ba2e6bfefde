using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Tests.Grammars.Regex;

/// <summary>Patterns to GBNF.</summary>
public sealed class RegexGrammarTests
{
    private readonly GbnfBuilder _builder = new();

    [Theory]
    [InlineData("abc", "\"abc\"")]
    [InlineData("a|b|[x-z]", "[abx-z]")]
    [InlineData("ab|cd", "\"ab\" | \"cd\"")]
    [InlineData("(ab|cd)e", "(\"ab\" | \"cd\") \"e\"")]
    [InlineData("((((a))))", "\"a\"")]
    [InlineData("ab*", "\"a\" \"b\"*")]
    [InlineData("(?:ab)+?", "(\"ab\")+")]
    [InlineData("a{0,1000}", "\"a\"{0,1000}")]
    [InlineData("a{3}b{2,}", "\"a\"{3} \"b\"{2,}")]
    [InlineData("(ab|)", "(\"ab\")?")]
    [InlineData("(a+)+", "\"a\"+")]
    [InlineData("(a{2}){3}", "(\"a\"{2}){3}")]
    [InlineData("[^\\n]", "[^\\n]")]
    [InlineData("(?s).", ".")]
    [InlineData("\\^\\[\\]\"\\\\", "\"^[]\\\"\\\\\"")]
    [InlineData("[\\^\\]\\-\"]", "[\\\"\\-\\]\\x5E]")]
    [InlineData("(?i)ab1", "[Aa] [Bb] \"1\"")]
    [InlineData("^(?:a|bc$)$", "\"a\" | \"bc\"")]
    [InlineData("", "\"\"")]
    public void The_text_itself(string pattern, string expected)
    {
        var name = RegexGrammar.Add(_builder, "root", pattern, RegexTarget.Text);

        Assert.Equal($"root ::= {expected}\n", _builder.Write(name));
    }

    [Theory]
    [InlineData("^abc$", "\"abc\"")]
    [InlineData("^\"\\\\\\n$", "\"\\\\\\\"\\\\\\\\\\\\n\"")]
    [InlineData("^[a-z]{2,5}$", "[a-z]{2,5}")]
    [InlineData("^[a\"]$", "chars")]
    public void The_inside_of_a_JSON_string(string pattern, string expected)
    {
        var name = RegexGrammar.Add(_builder, "root", pattern, RegexTarget.JsonString);

        Assert.StartsWith($"root ::= {expected}\n", _builder.Write(name), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\bfoo", RegexTarget.JsonString, "a word boundary at character 1")]
    [InlineData("(^a)*", RegexTarget.JsonString, "an anchor in a group that repeats at character 2")]
    [InlineData("a^b", RegexTarget.JsonString, "The pattern matches no text")]
    [InlineData("[^\\s\\S]", RegexTarget.Text, "The pattern matches no text")]
    public void What_no_grammar_can_say_is_refused(string pattern, object target, string message) =>
        Assert.Contains(
            message,
            Assert
                .Throws<ChatException>(() => RegexGrammar.Add(_builder, "root", pattern, (RegexTarget)target))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Anchors_that_would_copy_the_pattern_endlessly_are_bounded() =>
        Assert.Throws<ChatException>(() =>
            RegexGrammar.Add(
                _builder,
                "root",
                string.Concat(Enumerable.Repeat("(^|a|$)", 2_300)),
                RegexTarget.JsonString
            )
        );

    [Fact]
    public void An_anchor_beside_a_long_text_costs_no_more_than_the_text()
    {
        var pattern = "^" + new string('a', 8_000) + "[bc]" + new string('a', 8_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        RegexGrammar.Add(_builder, "root", pattern, RegexTarget.JsonString);

        // Copied for each character, it would be a gigabyte.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 64 * 1024 * 1024);
    }

    [Fact]
    public void Anchors_that_copy_the_pattern_again_and_again_are_bounded() =>
        Assert.Contains(
            "anchors",
            Assert
                .Throws<ChatException>(() =>
                    RegexGrammar.Add(
                        _builder,
                        "root",
                        string.Concat(Enumerable.Repeat("(^|a)", 3_000)),
                        RegexTarget.JsonString
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
}
