using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Http.Tests.Faults;
using Chat.Testing.FakeModels;

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
