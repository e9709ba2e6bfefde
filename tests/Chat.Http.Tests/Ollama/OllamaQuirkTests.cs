using System.Text.Json.Nodes;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Http.Resilience;
using Chat.Testing.FakeServers;
using Chat.Testing.Quirks;

namespace Chat.Http.Tests.Ollama;

/// <summary>Every body of the quirk corpus that is Ollama's own, whole and byte by byte, with each line end.</summary>
public sealed class OllamaQuirkTests
{
    public static TheoryData<string> Names =>
        [.. QuirkCorpus.All.Where(quirk => quirk.Expected.Dialect == "ollama").Select(quirk => quirk.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AQuirk_IsReadWithoutLoss(string name)
    {
        var quirk = QuirkCorpus.Get(name);
        foreach (var newline in quirk.Newlines)
        {
            var reply = quirk.ToReply(newline);
            await ReadAsync(quirk.Expected, reply);
            await ReadAsync(quirk.Expected, reply.Split(Pieces.Bytes));
        }
    }

    private static async Task ReadAsync(QuirkExpectation expected, FakeReply reply)
    {
        await using var server = await FakeServer.StartAsync(reply);
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = backends.Create(
            new HttpBackendOptions
            {
                Target = HttpTargets.Ollama,
                BaseAddress = server.Address,
                Retry = RetryOptions.Default with { MaxRetries = 0 },
            }
        );
        var gathered = new ChatCompletionAccumulator();
        var request =
            expected.Endpoint == "generate"
                ? ChatCompletionRequest.Create("m") with { Prompt = "x" }
                : ChatCompletionRequest.Create("m", ChatMessage.User("x"));
        ChatException? failure = null;
        ChatCompletion? result = null;
        try
        {
            if (expected.Streaming)
            {
                await foreach (var chunk in backend.StreamAsync(request, CancellationToken.None))
                {
                    gathered.Add(chunk);
                }

                result = gathered.ToCompletion();
            }
            else
            {
                result = await backend.CompleteAsync(request, CancellationToken.None);
            }
        }
        catch (ChatException error)
        {
            failure = error;
            result = error.Partial;
        }

        Check(expected.Error, failure);
        if (expected.Result is { } wanted)
        {
            Check(wanted, result!);
        }
    }

    private static void Check(QuirkError? expected, ChatException? failure)
    {
        Assert.Equal(expected is null, failure is null);
        if (expected is null)
        {
            return;
        }

        Assert.Contains(expected.MessageContains, failure!.Message);
        Assert.Equal(expected.HttpStatus, failure.HttpStatus);
        if (expected.Kind is { } kind)
        {
            Assert.Equal(kind, failure.Kind.ToString(), ignoreCase: true);
        }
    }

    private static void Check(QuirkResult expected, ChatCompletion result)
    {
        var wanted = Assert.Single(expected.Choices);
        var choice = Assert.Single(result.Choices);
        Assert.Equal(wanted.Content ?? "", choice.Message.Content?.Text ?? "");
        Assert.Equal(wanted.Reasoning, choice.Message.Reasoning is { Length: > 0 } reasoning ? reasoning : null);
        Assert.Equal(wanted.FinishReason, choice.FinishReason?.Value);
        Assert.Equal(wanted.ToolCalls.Count, choice.Message.ToolCalls?.Count ?? 0);
        foreach (var (call, made) in wanted.ToolCalls.Zip(choice.Message.ToolCalls ?? []))
        {
            Assert.Equal(call.Name, made.Function!.Name);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(call.Arguments), JsonNode.Parse(made.Function.Arguments!)));
        }

        Assert.Equal(expected.Outcome?.Replace("_", ""), result.Outcome.ToString(), ignoreCase: true);
        Assert.Equal(
            expected.Usage is { } usage ? (usage.Prompt, usage.Completion, usage.Total) : null,
            result.Usage is { } used ? ((int, int, int)?)(used.PromptTokens, used.CompletionTokens, used.TotalTokens) : null
        );
        Assert.Equal(expected.Model ?? result.Model, result.Model);
        Assert.Equal(expected.Created ?? result.Created, result.Created);
    }
}
