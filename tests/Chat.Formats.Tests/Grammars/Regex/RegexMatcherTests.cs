using Chat.Core.Errors;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Tests.Grammars.Regex;

/// <summary>Texts against patterns.</summary>
public sealed class RegexMatcherTests
{
    [Theory]
    [InlineData("b", "abc", true)]
    [InlineData("^b", "abc", false)]
    [InlineData("^a.*c$", "abc", true)]
    [InlineData("^a$|^b$", "b", true)]
    [InlineData("^a$|^b$", "ab", false)]
    [InlineData("^(?:a|b){2,3}$", "abab", false)]
    [InlineData("^(?:a|b){2,3}$", "aba", true)]
    [InlineData("^[^a-c]+$", "xyz", true)]
    [InlineData("^[^a-c]+$", "xaz", false)]
    [InlineData("^\\d{4}-\\d\\d$", "2025-01", true)]
    [InlineData("^\\d$", "\u0663", false)]
    [InlineData("^.$", "\n", false)]
    [InlineData("^[\\w.-]+$", "a-b.c_1", true)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData("[]", "a", false)]
    [InlineData("^\\u{1F600}$", "\U0001F600", true)]
    [InlineData("^\\uD83D\\uDE00$", "\U0001F600", true)]
    [InlineData("^.$", "\U0001F600", true)]
    [InlineData("^\\x41\\cJ$", "A\n", true)]
    [InlineData("^\\p{Lu}\\p{L}*$", "Ärger", true)]
    [InlineData("^\\P{L}+$", "12", true)]
    [InlineData("^\\p{Script=Greek}+$", "αβγ", true)]
    [InlineData("(?i)^straße$", "STRAßE", true)]
    [InlineData("^(?i:a)b$", "Ab", true)]
    [InlineData("^(?i:a)b$", "AB", false)]
    [InlineData("(?i)^[^k]$", "K", false)]
    [InlineData("^(?<year>\\d+)$", "12", true)]
    [InlineData("\\bfoo\\b", "a foo.", true)]
    [InlineData("\\bfoo\\b", "afoo", false)]
    [InlineData("^a{,$", "a{,", true)]
    [InlineData("^{\"a\"}$", "{\"a\"}", true)]
    [InlineData("^(a|^)b$", "b", true)]
    [InlineData("a$b", "ab", false)]
    [InlineData("", "anything", true)]
    [InlineData("^$", "", true)]
    [InlineData("^$", "a", false)]
    public void Searches_as_JSON_Schema_does(string pattern, string text, bool matches) =>
        Assert.Equal(matches, RegexMatcher.Parse(pattern).IsMatch(text));

    [Theory]
    [InlineData("b", "abc", false)]
    [InlineData("a|bc", "bc", true)]
    [InlineData("\\d", "\u0663", true)]
    [InlineData("(?s).", "\n", true)]
    [InlineData(".", "\r", true)]
    [InlineData(".", "\n", false)]
    [InlineData("[a-z&&[^aeiou]]+", "xyz", true)]
    [InlineData("[a-z&&[^aeiou]]+", "xaz", false)]
    [InlineData("[a-z--b]", "b", false)]
    [InlineData("[[:alpha:]_]+", "ab_", true)]
    [InlineData("[]a]+", "]a", true)]
    [InlineData("\\pL+", "é", true)]
    [InlineData("a{,2}", "aaa", false)]
    [InlineData("a**", "aaa", true)]
    [InlineData("\\U0001F600", "\U0001F600", true)]
    [InlineData("\\Aab\\z", "ab", true)]
    public void Matches_the_whole_text_as_a_custom_tool_does(string pattern, string text, bool matches) =>
        Assert.Equal(matches, RegexMatcher.Parse(pattern, RegexTarget.Text).IsMatch(text));

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("^(.*a){20}$")]
    [InlineData("^((a?){50}a{50})*$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    public void Patterns_that_make_backtracking_endless_end_soon(string pattern) =>
        Assert.False(RegexMatcher.Parse(pattern).IsMatch(new string('a', 5_000) + '!'));

    [Theory]
    [InlineData("((((a{100}){100}){100}){100})")]
    [InlineData("a{0,100000}")]
    [InlineData("(((a{100}|){100}|){100}|){100}")]
    public void Counts_that_are_too_large_are_refused(string pattern) =>
        Assert.Contains(
            "counts",
            Assert.Throws<ChatException>(() => RegexMatcher.Parse(pattern)).Advice,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("(?i)", "\\P{L}")]
    [InlineData("(?i)", "[\\W]")]
    [InlineData("", "[\\p{L}]")]
    public void Patterns_of_many_large_classes_are_refused(string flags, string part) =>
        Assert.Contains(
            "classes",
            Assert
                .Throws<ChatException>(() => RegexMatcher.Parse(flags + string.Concat(Enumerable.Repeat(part, 2_000))))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Work_is_bounded()
    {
        var matcher = RegexMatcher.Parse("(?:a?){16000}b");

        Assert.Throws<ChatException>(() => matcher.IsMatch(new string('a', 100_000)));
    }
}
