using System.Text.Json.Nodes;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tools;
using Chat.Testing.FakeModels;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Ollama;

/// <summary>The dialect behind a backend, against a server that speaks it.</summary>
public sealed class OllamaDialectTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnAnswer_IsTheSameStreamedAndWhole(bool stream)
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Ollama);
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = Backend(backends, model.BaseAddress);

        var answer = await AskAsync(backend, Ask("think Good day"), stream);

        Assert.Equal("Good day", answer.AssistantMessage()!.Content!.Text);
        Assert.Equal("Thinking about: Good day", answer.AssistantMessage()!.Reasoning);
        Assert.Equal(CompletionOutcome.Completed, answer.Outcome);
        Assert.True(answer.Usage!.CompletionTokens > 0);
        Assert.Equal(1, answer.Timings!.LoadMilliseconds);
        Assert.Equal(1_700_000_000, answer.Created);
        var sent = Assert.Single(model.Server.Requests);
        Assert.Equal("/api/chat", sent.Path);
        Assert.Equal(stream ? "application/x-ndjson" : "application/json", sent.Header("Accept"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AToolCall_HasArgumentsAsText(bool stream)
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Ollama);
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = Backend(backends, model.BaseAddress);

        var request = Ask("""call look {"a":1}""") with { Tools = [ChatTool.FromFunction("look")] };
        var answer = await AskAsync(backend, request, stream);

        var call = Assert.Single(answer.AssistantMessage()!.ToolCalls!);
        Assert.Equal("look", call.Function!.Name);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"a":1}"""), JsonNode.Parse(call.Function.Arguments!)));
        Assert.NotEmpty(call.Id!);
        Assert.Equal(CompletionOutcome.ToolCalls, answer.Outcome);
        Assert.Equal(FinishReason.Stop, answer.Choices[0].FinishReason);
    }

    [Fact]
    public async Task APrompt_IsAnsweredByGenerate()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Ollama);
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = Backend(backends, model.BaseAddress);

        var request = ChatCompletionRequest.Create(MagicModels.Echo) with { Prompt = "count 3" };
        var answer = await AskAsync(backend, request, stream: true);

        Assert.Equal("1 2 3", answer.AssistantMessage()!.Content!.Text);
        Assert.Equal("/api/generate", Assert.Single(model.Server.Requests).Path);
    }

    [Fact]
    public async Task AnErrorWithinTheStream_KeepsWhatCame()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.NdJson("""{"message":{"content":"Good"}}""", """{"error":"the runner stopped"}""")
        );
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = Backend(backends, server.Address);

        var failure = await Assert.ThrowsAsync<ChatException>(() => AskAsync(backend, Ask("x"), stream: true));

        Assert.Contains("the runner stopped", failure.Message);
        Assert.Equal("Good", failure.Partial!.AssistantMessage()!.Content!.Text);
    }

    [Fact]
    public async Task AModelThatIsNotThere_IsNotFound()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json("""{"error":"model 'x' not found"}""", 404)
        );
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = Backend(backends, server.Address);

        var failure = await Assert.ThrowsAsync<ChatException>(() => AskAsync(backend, Ask("x"), stream: false));

        Assert.Equal((ChatErrorKind.NotFound, 404), (failure.Kind, failure.HttpStatus!.Value));
        Assert.Contains("model 'x' not found", failure.Message);
    }

    [Fact]
    public async Task Models_AreListed()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Ollama);
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = Backend(backends, model.BaseAddress);

        var models = await backend.ListModelsAsync(CancellationToken.None);

        Assert.Contains(models, found => found.Id == MagicModels.Echo && found.SizeBytes == 1_000_000);
    }

    private static IChatBackend Backend(HttpBackends backends, Uri address) =>
        backends.Create(new HttpBackendOptions { Target = HttpTargets.Ollama, BaseAddress = address });

    private static ChatCompletionRequest Ask(string text) =>
        ChatCompletionRequest.Create(MagicModels.Echo, ChatMessage.User(text));

    private static async Task<ChatCompletion> AskAsync(IChatBackend backend, ChatCompletionRequest request, bool stream)
    {
        if (!stream)
        {
            return await backend.CompleteAsync(request, CancellationToken.None);
        }

        var gathered = new ChatCompletionAccumulator();
        await foreach (var chunk in backend.StreamAsync(request, CancellationToken.None))
        {
            gathered.Add(chunk);
        }

        return gathered.ToCompletion();
    }
}
