using System.Text.Json;
using Chat.Core.Tools;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>What a model is told of the tools where its template is silent.</summary>
public sealed class ToolInstructionsTests
{
    [Fact]
    public void The_tools_stand_there_as_json_one_a_line()
    {
        var text = Instructions(null);

        var lines = text.Split('\n')
            .Where(line => line.StartsWith("{\"name\": ", StringComparison.Ordinal) is false && line.StartsWith('{'));
        Assert.Equal(
            ["get_weather", "run"],
            lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("name").GetString())
        );
    }

    [Fact]
    public void The_example_is_in_the_form_that_is_read()
    {
        var text = Instructions(null);
        var example = text[text.IndexOf("<tool_call>", StringComparison.Ordinal)..]
            .Replace("tool name", "run", StringComparison.Ordinal);

        Assert.Equal(
            "run",
            Assert.Single(Answers.Read(Answers.Parser(CallFormat.Generic, Answers.Custom("run")), example).Calls).Name
        );
    }

    [Fact]
    public void A_required_call_is_asked_for() =>
        Assert.EndsWith("Answer with a tool call.", Instructions(ToolChoice.Required), StringComparison.Ordinal);

    private static string Instructions(ToolChoice? choice) =>
        ToolInstructions.Write(
            ToolOffer.Of(
                new AnswerRequest
                {
                    Format = CallFormat.Generic,
                    Tools = [Answers.Weather, Answers.Custom("run")],
                    ToolChoice = choice,
                }
            )
        );
}
