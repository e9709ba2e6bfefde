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
    public void Two_tools_of_a_name_are_refused() => Refuses(Answers.Weather, Answers.Custom("get_weather"));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("<a>")]
    [InlineData("é")]
    public void A_name_with_other_characters_is_refused(string name)
    {
        Refuses(Answers.Function(name));
        Refuses(Answers.Custom(name));
        Refuses(Answers.Function(new string('a', ToolOffer.MaxNameLength + 1)));
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"properties\":{\"\\ud800\":{}}}")]
    [InlineData("{\"properties\":{\"a\":{\"pattern\":\"\\udc00\"}}}")]
    [InlineData("{\"type\":\"object\",\"required\":[\"\\ud800\"]}")]
    public void A_schema_with_half_a_character_is_refused_in_each_form(string schema)
    {
        foreach (var form in TestFormats.All.Values)
        {
            var request = Request with { Format = form, Tools = [Answers.Function("call", schema)] };
            AssertRefused(Assert.Throws<ChatException>(() => AnswerFormat.Create(request)));
        }
    }

    [Fact]
    public void A_schema_of_a_megabyte_is_taken_or_refused_in_each_form()
    {
        var properties = Enumerable
            .Range(0, 10_000)
            .Select(n => $"\"property_number_{n}\":{{\"type\":\"string\",\"description\":\"{new string('x', 80)}\"}}");
        var schema = $"{{\"type\":\"object\",\"properties\":{{{string.Join(',', properties)}}}}}";
        Assert.True(schema.Length > 1024 * 1024);
        foreach (var name in new[] { "json in tags", "tags with lines", "python", "bare keys" })
        {
            var request = Request with { Format = TestFormats.All[name], Tools = [Answers.Function("call", schema)] };
            try
            {
                var format = AnswerFormat.Create(request);
                Assert.Contains("property_number_9999", format.Grammar!, StringComparison.Ordinal);
            }
            catch (ChatException error)
            {
                AssertRefused(error);
            }
        }
    }

    private static void AssertRefused(ChatException error)
    {
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
        Assert.False(string.IsNullOrWhiteSpace(error.Advice));
    }

    private static void Refuses(params ChatTool[] tools) =>
        AssertRefused(Assert.Throws<ChatException>(() => AnswerFormat.Create(Request with { Tools = tools })));

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
