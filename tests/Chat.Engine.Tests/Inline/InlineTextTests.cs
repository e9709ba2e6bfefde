using Chat.Engine.Inline;

namespace Chat.Engine.Tests.Inline;

public sealed class InlineTextTests
{
    [Fact]
    public void A_request_is_split_at_the_line_of_the_cursor()
    {
        var text = InlineTexts.Of("one\ntwo\n  thr|ee\nfour");

        Assert.Equal(
            ("one\ntwo\n", "  thr", "ee\nfour", "ee"),
            (text.Prefix, text.LinePrefix, text.Suffix, text.RestOfLine)
        );
    }

    [Fact]
    public void The_split_does_not_depend_on_how_the_sender_split()
    {
        var request = InlineTexts.At("one\ntwo|");

        var text = InlineText.Of(request with { Prefix = "", LinePrefix = "one\ntwo" });

        Assert.Equal(("one\n", "two"), (text.Prefix, text.LinePrefix));
    }

    [Theory]
    [InlineData("a\r\nb|\r\nc", "\r\n")]
    [InlineData("a\nb|\nc", "\n")]
    [InlineData("b|\r\nc", "\r\n")]
    [InlineData("b|", "\n")]
    public void The_prompt_has_one_kind_of_line_end_and_the_documents_is_kept(string document, string lineEnd)
    {
        var text = InlineTexts.Of(document);

        Assert.Equal(lineEnd, text.LineEnd);
        Assert.DoesNotContain('\r', text.Prefix + text.LinePrefix + text.Suffix);
    }

    [Theory]
    [InlineData("file:///home/me/shop/src/cart%20two.cs", "shop/src/cart two.cs", "src")]
    [InlineData(@"C:\work\a.ps1", "C:/work/a.ps1", "work")]
    [InlineData("a.cs", "a.cs", "project")]
    [InlineData("", "untitled", "project")]
    [InlineData("untitled:Untitled-1", "untitled:Untitled-1", "project")]
    public void Names_are_the_last_parts_of_the_address(string document, string name, string project)
    {
        var text = InlineText.Of(InlineTexts.At("a|") with { Document = document });

        Assert.Equal((name, project), (text.Name, text.Project));
    }

    [Fact]
    public void Long_names_and_line_ends_in_them_do_not_reach_the_prompt()
    {
        var request = InlineTexts.At(
            "a|",
            new InlineFile(new string('x', 500) + "\ny", "text"),
            new InlineFile("b", " \n")
        );

        var file = Assert.Single(InlineText.Of(request).Context);

        Assert.InRange(file.Path.Length, 1, 64);
        Assert.EndsWith("x/y", file.Path, StringComparison.Ordinal);
    }
}
