using Chat.Core.Errors;
using Chat.Formats.Grammars.Lark;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Grammars.Lark;

/// <summary>Lark grammars that would take too long, too deep or too much.</summary>
public sealed class LarkBoundsTests
{
    private static readonly string[] Pieces =
    [
        "start",
        ":",
        "|",
        "(",
        ")",
        "[",
        "]",
        "*",
        "+",
        "?",
        "~",
        "2",
        "..",
        "\"a\"",
        "/b+/",
        "/[/",
        "NAME",
        "a",
        "\n",
        "\n",
        "a:",
        "NAME:",
        "start:",
        "%ignore",
        "%import common.WS",
        "->",
        "-",
        ".",
        "{",
        "}",
        "%",
        "\"",
        "/",
        "//",
        "#",
        "&",
        "<x>",
        "\\",
        "é",
    ];

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("(", "")]
    public void Depth_is_bounded(string open, string close) =>
        Refuse("start: " + Many(open, 60_000) + "\"a\"" + Many(close, 60_000));

    [Fact]
    public void Terminals_that_double_are_bounded() =>
        Refuse(Lines(60, n => $"T{n}: T{n + 1} T{n + 1}") + "T60: /ab/\nstart: T0");

    [Fact]
    public void A_long_chain_of_terminals_is_refused() =>
        Refuse(Lines(2_000, n => $"T{n}: T{n + 1}") + "T2000: \"a\"\nstart: T0");

    [Fact]
    public void A_long_chain_of_rules_is_fine() =>
        Assert.True(
            Matches(Lines(1_000, n => $"r{n}: r{n + 1} \"x\"") + "r1000: \"a\"\nstart: r0", "a" + Many("x", 1_000))
        );

    [Fact]
    public void A_long_sequence_is_fine() =>
        Assert.True(Matches("start: " + Many("\"a\" /b+/ ", 2_000), Many("ab", 2_000)));

    [Fact]
    public void Many_keywords_are_fine() =>
        Assert.True(
            Matches(
                "start: ("
                    + string.Join('|', Enumerable.Range(0, 300).Select(n => $"\"k{n}\""))
                    + "|NAME)+\nNAME: /[a-z]\\w*/\n%ignore \" \"",
                "k1 k299 abc"
            )
        );

    [Fact]
    public void Counts_inside_counts_are_bounded() =>
        Refuse("start: (((NAME~100)~100)~100)~100\nNAME: /[a-z]+/\n%ignore \" \"");

    [Fact]
    public void Too_many_definitions_are_refused() => Refuse(Lines(6_000, n => $"r{n}: \"a\"") + "start: r0");

    [Fact]
    public void Too_long_a_grammar_is_refused() => Refuse("start: \"a\"" + Many(" ", LarkParser.MaxLength));

    [Fact]
    public void Circles_of_many_rules_are_turned_or_refused() =>
        Refuse(Lines(40, n => $"r{n}: r{(n + 1) % 40} \"x\" | r{(n + 7) % 40} \"y\" | \"z\"") + "start: r0");

    [Fact]
    public void Any_text_is_read_or_refused_with_a_reason()
    {
        Check.One(
            Properties.Of(1_500),
            Prop.ForAll(
                Gen.Elements(Pieces).ListOf().Select(static list => "start: " + string.Join(' ', list)).ToArbitrary(),
                static grammar =>
                {
                    try
                    {
                        Matches(grammar, "ab");
                    }
                    catch (ChatException error)
                    {
                        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
                    }

                    return true;
                }
            )
        );
    }

    private static void Refuse(string grammar) =>
        Assert.Equal(ChatErrorKind.InvalidRequest, Assert.Throws<ChatException>(() => Matches(grammar, "a")).Kind);

    private static bool Matches(string grammar, string text) =>
        Matching.Compile(builder => LarkGrammar.Add(builder, "root", grammar)).Matches(text);

    private static string Lines(int count, Func<int, string> line) =>
        string.Concat(Enumerable.Range(0, count).Select(n => line(n) + "\n"));

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
