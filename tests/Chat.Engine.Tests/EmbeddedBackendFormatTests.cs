using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests;

/// <summary>What the bundled model answers when a form is asked for: the grammar leaves it no other way.</summary>
[Collection(EngineCollection.Name)]
public sealed class EmbeddedBackendFormatTests(EngineFixture engine)
{
    private const string City =
        """{"type":"object","properties":{"city":{"type":"string","maxLength":20},"people":{"type":"integer","minimum":0,"maximum":99999999}},"required":["city","people"]}""";

    private static readonly ChatTool Weather = ChatTool.FromFunction(
        "get_weather",
        "Gets the weather of a city.",
        JsonElement.Parse(
            """{"type":"object","properties":{"city":{"type":"string","maxLength":20}},"required":["city"]}"""
        )
    );

    [Fact]
    public async Task A_schema_is_kept()
    {
        var answer = await AskAsync(Ask("Describe Rome.") with { ResponseFormat = Schema(City) });

        using var json = JsonDocument.Parse(answer.AssistantMessage()!.Content!.ToString());
        Assert.Equal(["city", "people"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(JsonValueKind.Number, json.RootElement.GetProperty("people").ValueKind);
        Assert.Equal(FinishReason.Stop, answer.Choices[0].FinishReason);
        Assert.Null(answer.Warnings);
    }

    [Fact]
    public async Task An_answer_that_would_be_cut_is_brought_to_its_end()
    {
        var answer = await AskAsync(
            Ask("Write a long story.") with
            {
                ResponseFormat = Schema(
                    """{"type":"object","properties":{"story":{"type":"string","minLength":200},"end":{"enum":["good"]}},"required":["story","end"]}"""
                ),
                MaxCompletionTokens = 60,
            }
        );

        using var json = JsonDocument.Parse(answer.AssistantMessage()!.Content!.ToString());
        Assert.InRange(json.RootElement.GetProperty("story").GetString()!.Length, 200, 400);
        Assert.Equal("good", json.RootElement.GetProperty("end").GetString());
        Assert.Equal(FinishReason.Length, answer.Choices[0].FinishReason);
        Assert.InRange(answer.Usage!.CompletionTokens, 40, 60);
        Assert.Contains("brought to its shortest end", Assert.Single(answer.Warnings!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_would_be_cut_is_brought_to_its_end()
    {
        var answer = await AskAsync(
            Ask("Write a long story.") with
            {
                Tools =
                [
                    ChatTool.FromFunction(
                        "publish",
                        "Publishes a story.",
                        JsonElement.Parse(
                            """{"type":"object","properties":{"story":{"type":"string","minLength":200}},"required":["story"]}"""
                        )
                    ),
                ],
                ToolChoice = ToolChoice.Function("publish"),
                MaxCompletionTokens = 60,
            }
        );

        var call = Assert.Single(answer.AssistantMessage()!.ToolCalls!);
        Assert.Equal("publish", call.Function!.Name);
        using var arguments = JsonDocument.Parse(call.Function.Arguments!);
        Assert.NotEmpty(arguments.RootElement.GetProperty("story").GetString()!);
        Assert.Equal(FinishReason.Length, answer.Choices[0].FinishReason);
    }

    [Fact]
    public async Task A_grammar_is_kept()
    {
        var answer = await AskAsync(Ask("Is water wet?") with { Grammar = "root ::= \"yes\" | \"no\"" });

        Assert.Contains(answer.AssistantMessage()!.Content!.ToString(), (string[])["yes", "no"]);
    }

    [Fact]
    public async Task A_tool_that_must_be_called_is()
    {
        var answer = await AskAsync(
            Ask("What is the weather in Rome?") with
            {
                Tools = [Weather],
                ToolChoice = ToolChoice.Required,
                ParallelToolCalls = false,
            }
        );

        var call = Assert.Single(answer.AssistantMessage()!.ToolCalls!);
        Assert.Equal(("function", "get_weather"), (call.Type, call.Function!.Name));
        Assert.StartsWith("call_", call.Id, StringComparison.Ordinal);
        using var arguments = JsonDocument.Parse(call.Function.Arguments!);
        Assert.Equal(JsonValueKind.String, arguments.RootElement.GetProperty("city").ValueKind);
        Assert.Equal(FinishReason.ToolCalls, answer.Choices[0].FinishReason);
    }

    [Fact]
    public async Task A_tool_and_a_schema_go_together()
    {
        var answer = await AskAsync(Ask("Describe Rome.") with { Tools = [Weather], ResponseFormat = Schema(City) });

        var message = answer.AssistantMessage()!;
        var written = message.ToolCalls is [var call, ..] ? call.Function!.Arguments! : message.Content!.ToString();
        using var json = JsonDocument.Parse(written);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
    }

    [Fact]
    public async Task A_custom_tool_gets_the_input_that_its_regex_asks_for()
    {
        var dice = ChatTool.FromCustom(
            "roll",
            "Rolls dice.",
            new ToolGrammar { Syntax = "regex", Definition = "[1-9]d(4|6|20)" }
        );

        var answer = await AskAsync(
            Ask("Roll two dice.") with
            {
                Tools = [Weather, dice],
                ToolChoice = ToolChoice.Custom("roll"),
            }
        );

        var call = Assert.Single(answer.AssistantMessage()!.ToolCalls!);
        Assert.Matches("^[1-9]d(4|6|20)$", call.Custom!.Input);
    }

    [Fact]
    public async Task A_call_cut_by_the_token_limit_stays_as_far_as_it_came()
    {
        var answer = await AskAsync(
            Ask("What is the weather in Rome?") with
            {
                Tools = [Weather],
                ToolChoice = ToolChoice.Required,
                MaxCompletionTokens = 22,
            }
        );

        Assert.Equal(FinishReason.Length, answer.Choices[0].FinishReason);
        Assert.Equal("get_weather", Assert.Single(answer.AssistantMessage()!.ToolCalls!).Function!.Name);
    }

    [Fact]
    public async Task Deprecated_functions_are_called_as_such()
    {
        var answer = await AskAsync(
            Ask("What is the weather in Rome?") with
            {
                Functions = [Weather.Function!],
                FunctionCall = new FunctionCallChoice(new NamedTool { Name = "get_weather" }),
            }
        );

        Assert.Equal("get_weather", answer.AssistantMessage()!.FunctionCall?.Name);
        Assert.Equal(FinishReason.FunctionCall, answer.Choices[0].FinishReason);
    }

    [Theory]
    [InlineData("root ::= x")]
    [InlineData("root ::= root \"a\"")]
    [InlineData("root ::= (")]
    public async Task A_grammar_that_is_none_is_refused(string grammar)
    {
        var error = await Assert.ThrowsAsync<ChatException>(() => AskAsync(Ask("Hi") with { Grammar = grammar }));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
    }

    private static ResponseFormat Schema(string json) =>
        ResponseFormat.FromSchema("answer", JsonElement.Parse(json), strict: true);

    private static ChatCompletionRequest Ask(string prompt) =>
        ChatCompletionRequest.Create(null, ChatMessage.User(prompt)) with
        {
            Temperature = 0,
            MaxCompletionTokens = 120,
        };

    private Task<ChatCompletion> AskAsync(ChatCompletionRequest request) =>
        engine.Backend.CompleteAsync(request, CancellationToken.None);
}
