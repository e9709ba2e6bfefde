using Chat.Engine.Inline;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Inline;

public sealed class InlinePromptTests
{
    private const string Document = "int a;\nint b = |;\nint c;\n";
    private static readonly FillTokens Markers = new(1, 2, 3);
    private static readonly FillTokens FileMarkers = new(1, 2, 3, Repository: 4, Separator: 5);
    private static readonly InlineFile Other = new("lib/other.cs", "class Other;");

    private static readonly Gen<string> Lines = Gen.Elements(
            "x = 1;\n",
            "\n",
            "    call(🐕);\n",
            "}\n",
            "// words and words and words\n"
        )
        .ListOf()
        .Select(string.Concat)
        .Resize(300);

    private static readonly Gen<(string, string)> Two = from before in Lines from after in Lines select (before, after);

    private static readonly Gen<(string, string, string)> Three =
        from before in Lines
        from line in Lines
        from after in Lines
        select (before, line, after);

    [Fact]
    public void The_line_of_the_cursor_stands_behind_the_middle_token() =>
        Assert.Equal("<1>int a;\n<2>;\nint c;\n<3>int b = ", Show(Document, Markers));

    [Fact]
    public void A_model_without_a_middle_token_gets_the_prefix_last() =>
        Assert.Equal("<2>;\nint c;\n<1>int a;\nint b = ", Show(Document, new FillTokens(1, 2)));

    [Fact]
    public void A_model_that_cannot_fill_gets_what_is_before_the_cursor()
    {
        Assert.Equal("int a;\nint b = ", Show(Document, null));
        Assert.Equal("lib/other.cs\nclass Other;\n\nint a;\nint b = ", Show(Document, null, Other));
    }

    [Fact]
    public void Other_files_stand_before_with_the_models_own_separators() =>
        Assert.Equal(
            "<4>src\n<5>lib/other.cs\nclass Other;\n<5>shop/src/cart.cs\n<1>int a;\n<2>;\nint c;\n<3>int b = ",
            Show(Document, FileMarkers, Other)
        );

    [Fact]
    public void Other_files_are_plain_text_of_the_prefix_where_the_model_has_no_separators() =>
        Assert.Equal(
            "<1>lib/other.cs\nclass Other;\n\nint a;\n<2>;\nint c;\n<3>int b = ",
            Show(Document, Markers with { Repository = 4 }, Other)
        );

    [Fact]
    public void Without_other_files_there_are_no_separators() =>
        Assert.Equal("<1>int a;\n<2>;\nint c;\n<3>int b = ", Show(Document, FileMarkers));

    [Fact]
    public void The_models_begin_token_comes_first()
    {
        var (plan, _) = new InlinePrompt(FakeWords.Tokenize, Markers, begin: 9).Plan(InlineTexts.Of("a|b"), 500, 10);

        Assert.Equal("<9><1><2>b<3>a", FakeWords.Show(plan!.Tokens));
    }

    [Theory]
    [InlineData("|", true)]
    [InlineData("  \n |", false)]
    [InlineData("|text", false)]
    [InlineData("|\n \n", true)]
    public void Nothing_to_go_on_from_is_told(string document, bool canFill)
    {
        var (plan, reason) = Plan(document, canFill ? Markers : null, 500);

        Assert.Null(plan);
        Assert.Equal(InlineReasons.EmptyPrefix, reason);
    }

    [Fact]
    public void What_is_after_the_cursor_is_enough_for_a_model_that_fills() =>
        Assert.Equal("<1><2>text<3>", Show("|text", Markers));

    [Fact]
    public void A_window_too_small_is_told() => Assert.Equal(InlineReasons.NoRoom, Plan(Document, Markers, 60).Reason);

    [Fact]
    public void Where_tokens_were_counted_too_low_less_is_kept()
    {
        // Text of several lines takes four tokens a character, and a line alone one.
        var prompt = new InlinePrompt(
            text =>
                [
                    .. Enumerable.Repeat(
                        7,
                        text.TrimEnd().Contains('\n', StringComparison.Ordinal) ? text.Length * 4 : text.Length
                    ),
                ],
            Markers,
            null
        );
        var document = string.Concat(Enumerable.Repeat("123456789\n", 500)) + "a|b";

        var (plan, _) = prompt.Plan(InlineTexts.Of(document), 600, 100);

        Assert.InRange(plan!.Tokens.Length, 50, 500);
    }

    [Fact]
    public void Prompts_keep_the_window_whatever_the_text() =>
        Check.One(
            Properties.Of(200),
            Prop.ForAll(
                Three.ToArbitrary(),
                Gen.Choose(80, 3000).ToArbitrary(),
                (texts, contextLength) =>
                {
                    var (before, line, after) = texts;
                    var document = before + line.Replace("\n", "", StringComparison.Ordinal) + "x|" + after;
                    foreach (var markers in new[] { null, Markers, FileMarkers, new FillTokens(1, 2) })
                    {
                        var (plan, reason) = Plan(document, markers, contextLength, new InlineFile("a", after), Other);
                        Assert.Null(reason);
                        Assert.InRange(plan!.Tokens.Length, 1, contextLength - 10);
                        FakeWords.CountWhole(FakeWords.Show(plan.Tokens));
                    }
                }
            )
        );

    [Fact]
    public void Typing_on_a_line_keeps_all_of_the_prompt_but_what_is_typed() =>
        Check.One(
            Properties.Of(200),
            Prop.ForAll(
                Two.ToArbitrary(),
                Gen.Choose(1, 30).ToArbitrary(),
                (texts, typed) =>
                {
                    var (before, after) = texts;
                    var more = new string('y', typed);
                    foreach (var markers in new[] { null, Markers, FileMarkers, new FillTokens(1, 2) })
                    {
                        var first = Plan(before + "x|" + after, markers, 700, Other).Plan!.Tokens;
                        var second = Plan(before + "x" + more + "|" + after, markers, 700, Other).Plan!.Tokens;
                        Assert.Equal(first.Length, first.AsSpan().CommonPrefixLength(second));
                        Assert.Equal(first.Length + typed, second.Length);
                    }
                }
            )
        );

    [Fact]
    public void Typing_line_after_line_moves_the_start_of_the_prompt_seldom()
    {
        var text = "";
        int[] last = [];
        var moved = 0;
        for (var line = 0; line < 300; line++)
        {
            text += "0123456789\n";
            var tokens = Plan(text + "x|\nend", null, 700).Plan!.Tokens;
            moved += last.Length > 0 && last.AsSpan().CommonPrefixLength(tokens) < last.Length - 1 ? 1 : 0;
            last = tokens;
        }

        Assert.InRange(moved, 10, 45);
    }

    private static string Show(string document, FillTokens? markers, params InlineFile[] files) =>
        FakeWords.Show(Plan(document, markers, 500, files).Plan!.Tokens);

    private static (InlinePlan? Plan, string? Reason) Plan(
        string document,
        FillTokens? markers,
        int contextLength,
        params InlineFile[] files
    ) =>
        new InlinePrompt(FakeWords.Tokenize, markers, null).Plan(
            InlineTexts.Of(document, files),
            contextLength,
            maxTokens: 10
        );
}
