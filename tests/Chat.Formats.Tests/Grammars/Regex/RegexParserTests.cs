using Chat.Core.Errors;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Tests.Grammars.Regex;

/// <summary>What is refused, and how. What is read is tested by what it matches.</summary>
public sealed class RegexParserTests
{
    [Theory]
    [InlineData("ab(?=c)", "a lookahead at character 3")]
    [InlineData("(?!c)", "a negative lookahead at character 1")]
    [InlineData("(?<=c)", "a lookbehind at character 1")]
    [InlineData("(?<!c)", "a negative lookbehind at character 1")]
    [InlineData("(a)\\1", "a backreference at character 4")]
    [InlineData("(?<n>a)\\k<n>", "a backreference at character 8")]
    [InlineData("(?>a)", "an atomic group at character 1")]
    [InlineData("(?m)^a", "the flag m at character 3")]
    [InlineData("a++", "a possessive quantifier at character 2")]
    [InlineData("a{,5}", "a count without a lower bound at character 2")]
    [InlineData("\\p{Klingon}", "the Unicode property Klingon at character 1")]
    [InlineData("\\y", "the escape \\y at character 1")]
    public void What_is_not_supported_is_named_with_its_place(string pattern, string message) =>
        Assert.Contains(message, Refuse(pattern), StringComparison.Ordinal);

    [Theory]
    [InlineData("(a", "a group that is never closed at character 1")]
    [InlineData("a)", "a ) that closes nothing at character 2")]
    [InlineData("[a", "a class that is never closed at character 1")]
    [InlineData("[z-a]", "a range whose ends are reversed at character 2")]
    [InlineData("*a", "a * with nothing to repeat at character 1")]
    [InlineData("a|{2}", "a count with nothing to repeat at character 3")]
    [InlineData("a**", "a quantifier after a quantifier at character 3")]
    [InlineData("a{3,2}", "whose bounds are reversed, at character 2")]
    [InlineData("a{100001}", "a count above 100000 at character 2")]
    [InlineData("^*", "repeats an assertion at character 2")]
    [InlineData("\\", "ends too early at character 2")]
    [InlineData("\\u12", "an escape without its hexadecimal digits at character 1")]
    [InlineData("\\uD800", "an escape that is no character at character 1")]
    [InlineData("(?<>a)", "a group whose name is not a name at character 1")]
    public void What_is_wrong_is_named_with_its_place(string pattern, string message) =>
        Assert.Contains(message, Refuse(pattern), StringComparison.Ordinal);

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Contains("half a surrogate pair at character 2", Refuse("a\uD800"), StringComparison.Ordinal);

    [Theory]
    [InlineData("(", ")", 8_000, RegexDialect.EcmaScript)]
    [InlineData("(", ")", 60_000, RegexDialect.EcmaScript)]
    [InlineData("[", "]", 8_000, RegexDialect.Rust)]
    [InlineData("(?:", ")*", 3_000, RegexDialect.Rust)]
    public void Depth_and_length_are_bounded(string open, string close, int times, object dialect)
    {
        var pattern =
            string.Concat(Enumerable.Repeat(open, times)) + "a" + string.Concat(Enumerable.Repeat(close, times));

        Assert.Throws<ChatException>(() => RegexParser.Parse(pattern, (RegexDialect)dialect));
    }

    [Fact]
    public void Many_groups_side_by_side_are_not_deep() =>
        Assert.NotNull(RegexParser.Parse(string.Concat(Enumerable.Repeat("(a)(?i)", 2_000)), RegexDialect.Rust));

    [Fact]
    public void A_class_is_bounded() =>
        Assert.Throws<ChatException>(() =>
            RegexParser.Parse("[" + string.Concat(Enumerable.Repeat("\\p{L}", 3_000)) + "]", RegexDialect.EcmaScript)
        );

    private static string Refuse(string pattern)
    {
        var error = Assert.Throws<ChatException>(() => RegexParser.Parse(pattern, RegexDialect.EcmaScript));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        return error.Message;
    }
}
