using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Http.Tests.Faults;
using Chat.Testing.FakeModels;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests;

public sealed class HttpChatBackendTests
{
    public static TheoryData<string, FakeDialect> Servers() =>
        new()
        {
            { HttpTargets.OpenAI, FakeDialect.OpenAi },
            { HttpTargets.OpenAICompatible, FakeDialect.Vllm },
            { HttpTargets.Azure, FakeDialect.Azure },
            { HttpTargets.Mistral, FakeDialect.Mistral },
            { HttpTargets.Vllm, FakeDialect.Vllm },
            { HttpTargets.KTransformers, FakeDialect.KTransformers },
            { HttpTargets.Ollama, FakeDialect.Ollama },
        };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Models_are_listed(string target, FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        await using var caller = new Caller(
            target,
            model.BaseAddress,
            options => options with { ApiVersion = target == HttpTargets.Azure ? "2024-10-21" : null }
        );

        var models = await caller.Backend.ListModelsAsync(default);

        Assert.Contains(models, found => found.Id.Length > 0);
    }

    [Theory]
    [InlineData("""{"error":{"message":"not now","code":503}}""", ChatErrorKind.Overloaded)]
    [InlineData("<html></html>", ChatErrorKind.Protocol)]
    [InlineData("""{"data":7}""", ChatErrorKind.Protocol)]
    [InlineData("", ChatErrorKind.Protocol)]
    public async Task What_is_no_list_of_models_is_one_failure(string body, ChatErrorKind kind)
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Json(body));
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);

        var failure = await Assert.ThrowsAsync<ChatException>(() => caller.Backend.ListModelsAsync(default));

        Assert.Equal(kind, failure.Kind);
    }

    [Fact]
    public async Task A_list_of_models_that_breaks_off_is_one_failure()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json("""{"data":[{"id":"m"}]}""").EndAfter(10, FakeStep.Cut)
        );
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);

        var failure = await Assert.ThrowsAsync<ChatException>(() => caller.Backend.ListModelsAsync(default));

        Assert.Equal(ChatErrorKind.Incomplete, failure.Kind);
    }

    [Fact]
    public async Task A_call_cancelled_before_it_begins_is_not_sent()
    {
        await using var server = await FakeServer.StartAsync();
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller.AskAsync(true, token: cancel.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller.AskAsync(false, token: cancel.Token));
        Assert.Equal(0, server.TotalRequests);
    }

    [Fact]
    public async Task Warnings_stand_on_the_first_chunk_only()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Sse(
                """{"choices":[{"index":0,"delta":{"content":"a"}}]}""",
                """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"""
            )
        );
        await using var caller = new Caller(HttpTargets.Vllm, server.Address);

        var ended = await caller.AskAsync(true, Caller.Hello with { Store = true });

        Assert.Contains("store", Assert.Single(ended.Chunks[0].Warnings!));
        Assert.Null(ended.Chunks[1].Warnings);
    }

    [Fact]
    public async Task A_failure_in_the_middle_knows_what_came()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        await using var caller = new Caller(HttpTargets.OpenAI, model.BaseAddress);
        foreach (var name in (string[])[MagicModels.Broken, MagicModels.Cut])
        {
            var gathered = new ChatCompletionAccumulator();
            var ended = await caller.AskAsync(true, Caller.Hello with { Model = name });
            ended.Chunks.ToList().ForEach(gathered.Add);

            Assert.Equal(
                gathered.ToCompletion().AssistantMessage()!.Content!.Text,
                ended.Failure!.Partial!.AssistantMessage()!.Content!.Text
            );
        }
    }
}
