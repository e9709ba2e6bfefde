using Chat.Core.Errors;
using Chat.Core.Tools;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>What an answer must look like, and what is refused.</summary>
public sealed class AnswerFormatTests
{
    private static AnswerRequest Request => new() { Format = CallFormat.Generic, Tools = [Answers.Weather] };

    [Fact]
    public void Free_text_needs_no_grammar()
    {
        Assert.Null(AnswerFormat.Create(new AnswerRequest { Format = CallFormat.Generic }).Grammar);
        Assert.Null(AnswerFormat.Create(Request with { ToolChoice = ToolChoice.None }).Grammar);
    }

    [Fact]
    public void The_marks_come_through_as_text()
    {
        var texts = MarkerTexts.Of(Request.Format);

        Assert.Contains("<tool_call>", texts);
        Assert.Contains("</tool_call>", texts);
    }

    [Fact]
    public void A_required_call_leaves_no_other_answer()
    {
        var grammar = AnswerFormat.Create(Request with { ToolChoice = ToolChoice.Required }).Grammar!;

        Assert.Contains("\"<tool_call>\\n{\\\"name\\\": \\\"\"", grammar, StringComparison.Ordinal);
        Assert.DoesNotContain("text", grammar.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_that_is_not_there_cannot_be_chosen()
    {
        Refuses(ToolChoice.Function("other"));
        Refuses(ToolChoice.Custom("get_weather"));
        Refuses(new ToolChoice("perhaps"));
        Refuses(ToolChoice.Allowed("required"));
    }

    [Fact]
    public void Two_tools_of_a_name_are_refused()
    {
        Assert.Throws<ChatException>(() =>
            AnswerFormat.Create(Request with { Tools = [Answers.Weather, Answers.Weather] })
        );
    }

    [Fact]
    public void Five_hundred_tools_are_taken()
    {
        var tools = Enumerable
            .Range(0, 500)
            .Select(n => Answers.Function($"tool_{n}", """{"type":"object","properties":{}}"""));

        var format = AnswerFormat.Create(Request with { Tools = [.. tools] });

        Assert.Contains("tool_499", format.Grammar!, StringComparison.Ordinal);
    }

    private static void Refuses(ToolChoice choice)
    {
        var error = Assert.Throws<ChatException>(() => AnswerFormat.Create(Request with { ToolChoice = choice }));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
    }
}
