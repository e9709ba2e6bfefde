using Chat.Engine.Inline;

namespace Chat.Engine.Tests.Inline;

public sealed class InlineBoundsTests
{
    [Theory]
    [InlineData("a(|)", InlineTrigger.Automatic, true)]
    [InlineData("a(|)", InlineTrigger.Explicit, false)]
    [InlineData("a(|", InlineTrigger.Automatic, false)]
    [InlineData("a(|  \nb", InlineTrigger.Automatic, false)]
    public void A_text_in_the_middle_of_a_line_stays_on_it(string document, InlineTrigger trigger, bool isSingleLine) =>
        Assert.Equal(isSingleLine, InlineBounds.Of(InlineTexts.Of(document), trigger).IsSingleLine);

    [Theory]
    [InlineData("a|", 0)]
    [InlineData("  a|", 2)]
    [InlineData("\t a|", 5)]
    [InlineData("x\n    |", 4)]
    public void The_line_of_the_cursor_says_how_deep_the_block_is(string document, int columns) =>
        Assert.Equal(columns, InlineBounds.Of(InlineTexts.Of(document), InlineTrigger.Automatic).Indentation);

    [Theory]
    [InlineData("abc", null)]
    [InlineData("abc\n", 3)]
    [InlineData("\nabc", 0)]
    public void A_single_line_ends_at_its_end(string written, int? end) =>
        Assert.Equal(end, new InlineBounds(IsSingleLine: true, 0).FindEnd(written));

    [Theory]
    [InlineData("a;", null)]
    [InlineData("a;\n    b;\n        c;\n", null)]
    [InlineData("a;\n    b;\n  ", null)]
    [InlineData("a;\n    b;\n  c", 9)]
    [InlineData("a;\n\n    b;\n}", 10)]
    [InlineData("a;\n}\n", 2)]
    [InlineData("a;\n\n", null)]
    [InlineData("a;\n\n\n", 2)]
    [InlineData("a;\n  \n\t\n    b", 2)]
    [InlineData("\n}", 0)]
    [InlineData("a;\n\tb;\n\t\tc", null)]
    public void A_block_ends_where_lines_are_set_in_by_less_or_two_are_blank(string written, int? end) =>
        Assert.Equal(end, new InlineBounds(IsSingleLine: false, 4).FindEnd(written));

    [Fact]
    public void The_model_is_stopped_at_the_piece_that_goes_past_the_end()
    {
        var ending = new InlineEnding(new InlineBounds(IsSingleLine: false, 4));

        Assert.False(ending.Ends("a;\n"));
        Assert.False(ending.Ends("   "));
        Assert.False(ending.Ends(" b;\n"));
        Assert.True(ending.Ends("}"));
    }
}
