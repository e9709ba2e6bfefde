using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Http.Tests.Faults;
using Chat.Testing.FakeModels;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Mistral;

/// <summary>Against a server that answers 422 to every field that it does not know.</summary>
public sealed class MistralDialectTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reasoning_comes_as_reasoning_and_can_be_sent_back(bool stream)
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Mistral);
        await using var caller = new Caller(HttpTargets.Mistral, model.BaseAddress);
        var request = ChatCompletionRequest.Create(MagicModels.Echo, ChatMessage.User("think Good day"));

        var first = await caller.AskAsync(stream, request with { Seed = 5, MaxCompletionTokens = 50 });
        Assert.Equal("Good day", first.Text);
        var answer = first.Answer!.AssistantMessage()!;
        Assert.Equal("Thinking about: Good day", answer.Reasoning);

        var second = await caller.AskAsync(
            stream,
            request with
            {
                Messages = [.. request.Messages, answer, ChatMessage.User("again")],
            }
        );
        Assert.Equal("again", second.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_and_its_result_can_be_sent_back(bool stream)
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Mistral);
        await using var caller = new Caller(HttpTargets.Mistral, model.BaseAddress);
        var request = ChatCompletionRequest.Create(MagicModels.Echo, ChatMessage.User("call look {}")) with
        {
            Tools = [ChatTool.FromFunction("look")],
        };
        var first = await caller.AskAsync(stream, request);
        var message = first.Answer!.AssistantMessage()!;

        var second = await caller.AskAsync(
            stream,
            request with
            {
                Messages =
                [
                    .. request.Messages,
                    message,
                    new ChatMessage
                    {
                        Role = ChatRole.Tool,
                        ToolCallId = Assert.Single(message.ToolCalls!).Id,
                        Content = "a lake",
                    },
                    ChatMessage.User("and now"),
                ],
            }
        );

        Assert.Null(second.Failure);
        Assert.Equal("and now", second.Text);
    }

    [Fact]
    public async Task A_whole_answer_with_fields_of_its_own_can_be_sent_back()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json(
                """{"choices":[{"index":0,"message":{"role":"assistant","content":"","mood":"good","tool_calls":[{"id":"call_1","type":"function","index":0,"function":{"name":"look","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}"""
            ),
            FakeReplies.Json(
                """{"choices":[{"index":0,"message":{"role":"assistant","content":"done"},"finish_reason":"stop"}]}"""
            )
        );
        await using var caller = new Caller(HttpTargets.Mistral, server.Address);
        var first = await caller.AskAsync(stream: false);
        var message = first.Answer!.AssistantMessage()!;

        var second = await caller.AskAsync(
            stream: false,
            Caller.Hello with
            {
                Messages =
                [
                    .. Caller.Hello.Messages,
                    message,
                    new ChatMessage
                    {
                        Role = ChatRole.Tool,
                        ToolCallId = "call_1",
                        Content = "a lake",
                    },
                ],
            }
        );

        Assert.Equal("done", second.Text);
        Assert.Contains("messages[].mood", Assert.Single(second.Answer!.Warnings!));
        var sent = server.Requests[1].Json!["messages"]!;
        Assert.Null(sent[1]!["mood"]);
        Assert.Null(sent[1]!["tool_calls"]![0]!["index"]);
        Assert.Matches("^[a-zA-Z0-9]{9}$", (string?)sent[2]!["tool_call_id"]);
        Assert.Equal((string?)sent[1]!["tool_calls"]![0]!["id"], (string?)sent[2]!["tool_call_id"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tools_are_called(bool stream)
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Mistral);
        await using var caller = new Caller(HttpTargets.Mistral, model.BaseAddress);

        var ended = await caller.AskAsync(
            stream,
            ChatCompletionRequest.Create(MagicModels.Echo, ChatMessage.User("call look {}")) with
            {
                Tools = [ChatTool.FromFunction("look")],
                ToolChoice = new ToolChoice("required"),
            }
        );

        Assert.Equal(CompletionOutcome.ToolCalls, ended.Answer!.Outcome);
        Assert.Equal("look", Assert.Single(ended.Answer.AssistantMessage()!.ToolCalls!).Function!.Name);
    }
}
