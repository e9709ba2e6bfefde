using Chat.Formats.Reasoning;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>Answers with marks taken apart.</summary>
public sealed class TextAnswerParserTests
{
    private const string Call =
        "<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Paris\"}}\n</tool_call>";

    private static readonly CallFormat Thinking = CallFormat.Generic with { Reasoning = ReasoningMarks.Think };

    private static Answer Read(string text, bool cut = false) =>
        Answers.Read(Answers.Parser(Thinking, Answers.Weather, Answers.Custom("run")), text, cut);

    [Fact]
    public void Text_is_content()
    {
        Assert.Equal("Hello, < world! ", Read("Hello, < world! ").Content);
    }

    [Fact]
    public void A_call_is_read()
    {
        var answer = Read(Call);

        var call = Assert.Single(answer.Calls);
        Assert.Equal(("get_weather", "{\"city\": \"Paris\"}", ""), (call.Name, call.Text, answer.Content));
        Assert.StartsWith("call_", call.Id, StringComparison.Ordinal);
        Assert.Equal(29, call.Id.Length);
    }

    [Fact]
    public void Content_and_reasoning_before_calls_are_kept_apart()
    {
        var answer = Read($"<think>\nI look.\n</think>\n\nLet me see.\n{Call}\n{Call}\n");

        Assert.Equal("I look.", answer.Reasoning);
        Assert.Equal("Let me see.", answer.Content);
        Assert.Equal(2, answer.Calls.Count);
        Assert.NotEqual(answer.Calls[0].Id, answer.Calls[1].Id);
    }

    [Fact]
    public void Reasoning_may_be_open_already()
    {
        var parser = AnswerFormat.Create(new AnswerRequest { Format = Thinking, IsReasoningOpen = true }).NewParser();

        Assert.True(parser.IsReasoning);
        var answer = Answers.Read(parser, "Hm.\n</think>\n\nYes.");
        Assert.Equal(("Hm.", "Yes."), (answer.Reasoning, answer.Content));
        Assert.False(parser.IsReasoning);
        Assert.Equal(3, parser.ReasoningLength);
    }

    [Theory]
    [InlineData("<tool_call>\n{\"name\": \"other\", \"arguments\": {}}\n</tool_call>")]
    [InlineData("<tool_call> is a tag")]
    [InlineData("a < b <tool_ call>")]
    [InlineData("a <tool_ca")]
    public void What_is_no_call_is_content(string text)
    {
        var answer = Read(text, cut: true);

        Assert.Equal(text, answer.Content);
        Assert.Empty(answer.Calls);
    }

    [Theory]
    [InlineData(
        "<tool_call>{\"arguments\": {\"city\": \"}\"}, \"name\": \"get_weather\"}</tool_call>",
        "{\"city\": \"}\"}"
    )]
    [InlineData("<tool_call>{\"name\":\"get_weather\",\"parameters\":{}}</tool_call>", "{}")]
    [InlineData("<tool_call>{\"name\":\"get_weather\"}</tool_call>", "{}")]
    [InlineData(
        "<tool_call>{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":{\"a\":[]}}}</tool_call>",
        "{\"a\":[]}"
    )]
    [InlineData("<tool_call>{\"name\":\"get_weather\",\"arguments\":\"{\\\"a\\\": 1}\"}</tool_call>", "{\"a\": 1}")]
    public void A_call_may_be_written_in_other_ways(string text, string arguments) =>
        Assert.Equal(arguments, Assert.Single(Read(text).Calls).Text);

    [Fact]
    public void A_custom_tools_input_is_its_text()
    {
        var call = Assert.Single(
            Read(
                "<tool_call>\n{\"name\": \"run\", \"arguments\": {\"input\": \"a\\n\\\"b\\\"\\u00e9\"}}\n</tool_call>"
            ).Calls
        );

        Assert.Equal(("run", true, "a\n\"b\"é"), (call.Name, call.IsCustom, call.Text));
    }

    [Fact]
    public void A_cut_leaves_the_arguments_as_far_as_they_came()
    {
        var answer = Read("Hm.\n" + Call[..^18], cut: true);

        Assert.Equal("{\"city\": \"Par", Assert.Single(answer.Calls).Text);
        Assert.Equal("Hm.", answer.Content);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"name\": \"get_")]
    [InlineData("{\"arguments\": {\"city\": \"Ulm\"}, ")]
    public void A_call_that_was_cut_before_its_name_is_nothing_and_one_that_the_model_ended_is_content(string start)
    {
        var cut = Read("Hm.\n<tool_call>" + start, cut: true);

        Assert.Equal("Hm.", cut.Content);
        Assert.Empty(cut.Calls);
        Assert.Equal("Hm.\n<tool_call>" + start, Read("Hm.\n<tool_call>" + start).Content);
    }

    [Fact]
    public void A_cut_mark_after_a_call_is_no_content()
    {
        Assert.Equal("", Read(Call[..^5], cut: true).Content);
    }

    [Fact]
    public void Any_cut_gives_the_same_answer()
    {
        var text = $"<think>\nI l<ook>.\n</think>\n\nLet me see <tool_call>x.\n{Call}\n\n{Call} done ";
        var whole = Read(text);

        for (var first = 0; first <= text.Length; first++)
        {
            for (var second = first; second <= text.Length; second += 7)
            {
                var pieces = new[] { text[..first], text[first..second], text[second..] };
                var answer = Answers.Read(Answers.Parser(Thinking, Answers.Weather), pieces);
                Assert.Equal((whole.Content, whole.Reasoning), (answer.Content, answer.Reasoning));
                Assert.Equal(whole.Calls, answer.Calls);
            }
        }
    }
}
