using System.Text;
using Chat.Core.Errors;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Gbnf;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Grammars.Gbnf;

/// <summary>Text in which certain strings do not occur.</summary>
public sealed class GbnfUntilTests
{
    [Theory]
    [InlineData("aab")]
    [InlineData("abab", "bb")]
    [InlineData("a", "b-]^\\")]
    [InlineData("<a>", "</a>", "<b")]
    public void What_fits_is_what_holds_none_of_the_strings(params string[] strings)
    {
        var builder = new GbnfBuilder();
        var grammar = Grammar.Parse(builder.Write(GbnfUntil.Add(builder, "text", strings)));
        var letters = string.Concat(strings) + "xé";
        Check.One(
            Properties.Of(500),
            Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var random = new Random(seed);
                    var text = string.Concat(
                        Enumerable.Range(0, random.Next(12)).Select(_ => letters[random.Next(letters.Length)])
                    );
                    var matcher = new GrammarMatcher(grammar);

                    var fits = matcher.TryAccept(Encoding.UTF8.GetBytes(text)) && matcher.IsComplete;

                    Assert.Equal(!strings.Any(one => text.Contains(one, StringComparison.Ordinal)), fits);
                }
            )
        );
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("{\"nam", true)]
    [InlineData("{\"name\" x", false)]
    [InlineData("{\"nome\"", true)]
    [InlineData("x{\"name\"", true)]
    public void Text_may_be_kept_from_beginning_so(string text, bool fits)
    {
        var builder = new GbnfBuilder();
        var grammar = Grammar.Parse(builder.Write(GbnfUntil.AddNotStarting(builder, "text", "{\"name\"")));
        var matcher = new GrammarMatcher(grammar);

        Assert.Equal(fits, matcher.TryAccept(Encoding.UTF8.GetBytes(text)) && matcher.IsComplete);
    }

    [Fact]
    public void The_strings_are_bounded() =>
        Assert.Throws<ChatException>(() =>
            GbnfUntil.Add(new GbnfBuilder(), "text", new string('x', GbnfUntil.MaxLength + 1))
        );
}
