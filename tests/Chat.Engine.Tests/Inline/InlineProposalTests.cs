using Chat.Engine.Inline;

namespace Chat.Engine.Tests.Inline;

public sealed class InlineProposalTests
{
    [Theory]
    [InlineData("a = |", "", InlineReasons.StoppedAtOnce)]
    [InlineData("a = |", " \n ", InlineReasons.OnlyWhitespace)]
    [InlineData("a = |;", "\nb", InlineReasons.OnlyWhitespace)]
    [InlineData("    |\n}", "\n}", InlineReasons.OnlyWhitespace)]
    [InlineData("a(|);", ");", InlineReasons.RepeatsSuffix)]
    [InlineData("|\nreturn x;", "return x;\n", InlineReasons.RepeatsSuffix)]
    public void Why_there_is_nothing_is_told(string document, string written, string reason) =>
        Assert.Equal(new InlineProposal("", 0, reason), Of(document, written));

    [Theory]
    [InlineData("a = |", "1;", "1;")]
    [InlineData("a = |", "1;\n  \n", "1;")]
    [InlineData("a(|, b)", "x ", "x ")]
    [InlineData("a(|b)", "x, \nmore", "x, ")]
    [InlineData("{\n    |\n}", "a;\n    b;\n}\nmore", "a;\n    b;")]
    [InlineData("{\r\n    |\r\n}", "a;\n    b;\r\n    c;", "a;\r\n    b;\r\n    c;")]
    public void What_is_worth_proposing_is_kept(string document, string written, string kept) =>
        Assert.Equal(new InlineProposal(kept, 0, null), Of(document, written));

    [Fact]
    public void Closing_brackets_that_were_written_again_are_replaced() =>
        Assert.Equal(new InlineProposal("x) + y", 1, null), Of("f(|)", "x) + y"));

    [Fact]
    public void Every_reason_has_a_sentence_and_no_other_word_is_one()
    {
        Assert.All(
            InlineReasons.All,
            reason => Assert.EndsWith(".", InlineReasons.Describe(reason), StringComparison.Ordinal)
        );
        Assert.Equal(InlineReasons.All.Count, InlineReasons.All.Select(InlineReasons.Describe).Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => InlineReasons.Describe("other"));
    }

    private static InlineProposal Of(string document, string written)
    {
        var text = InlineTexts.Of(document);
        return InlineProposal.Of(written, text, InlineBounds.Of(text, InlineTrigger.Automatic));
    }
}
