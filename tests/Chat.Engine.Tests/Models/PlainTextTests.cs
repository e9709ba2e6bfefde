using Chat.Engine.Models;

namespace Chat.Engine.Tests.Models;

public sealed class PlainTextTests
{
    private static readonly string[] Markers = ["<|end|>", "<tool_call>", "[INST]"];

    [Theory]
    [InlineData("no marker")]
    [InlineData("<|end|>")]
    [InlineData("a<|end|>b<tool_call>c[INST]")]
    [InlineData("<<|end|>")]
    [InlineData("<|end")]
    public void No_piece_of_a_message_holds_a_marker_and_together_they_are_the_message(string message)
    {
        var text = new PlainText();
        text.AddUntrusted(message, Markers);

        var pieces = text.Take();

        Assert.Equal(message, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.DoesNotContain(Markers, piece.Contains));
    }

    [Fact]
    public void A_marker_of_the_template_stays_whole()
    {
        var text = new PlainText();
        text.AddTrusted("<tool_call>");
        text.AddUntrusted("x", Markers);
        text.AddTrusted("</tool_call>");

        Assert.Equal(["<tool_call>x</tool_call>"], text.Take());
    }

    [Fact]
    public void Trimming_reaches_back_over_cuts()
    {
        var text = new PlainText();
        text.AddTrusted("a ");
        text.AddUntrusted(" \n", Markers);
        text.TrimEnd();

        Assert.Equal(["a"], text.Take());
        Assert.Empty(text.Take());
    }

    [Fact]
    public void White_space_that_C_does_not_know_is_text()
    {
        var text = new PlainText();
        text.AddTrusted("a\u00A0");
        text.TrimEnd();

        Assert.Equal(["a\u00A0"], text.Take());
    }
}
