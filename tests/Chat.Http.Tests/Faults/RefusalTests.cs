using Chat.Core.Errors;
using Chat.Http.Tests.Failures;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Faults;

/// <summary>Servers that refuse, in each family's words, with each status: over the wire, streamed and whole.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, string, string> Families() =>
        new()
        {
            { HttpTargets.OpenAI, "openai", "application/json" },
            { HttpTargets.OpenAI, "openai-code", "application/json; charset=utf-8" },
            { HttpTargets.Azure, "azure", "application/json" },
            { HttpTargets.Azure, "azure-gateway", "application/json" },
            { HttpTargets.Mistral, "mistral", "application/json" },
            { HttpTargets.Mistral, "mistral-detail", "application/json" },
            { HttpTargets.Vllm, "vllm-flat", "application/json" },
            { HttpTargets.LlamaServer, "llama-server", "application/json" },
            { HttpTargets.Ollama, "ollama", "application/json" },
            { HttpTargets.OllamaV1, "openai", "application/json" },
            { HttpTargets.KTransformers, "fastapi", "application/json" },
            { HttpTargets.OpenAICompatible, "text", "text/plain" },
            { HttpTargets.OpenAI, "html", "text/html" },
            // What says that it is a stream, and is none.
            { HttpTargets.OpenAI, "openai", "text/event-stream" },
            { HttpTargets.Ollama, "html", "application/x-ndjson" },
        };

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Every_status_is_one_failure(string target, string shape, string type)
    {
        await using var server = await FakeServer.StartAsync();
        await using var caller = new Caller(target, server.Address);
        foreach (var stream in (bool[])[true, false])
        {
            for (var status = 400; status <= 599; status++)
            {
                server.Enqueue(Refusal(status, ErrorShapes.Body(shape, status), type));

                var failure = (await caller.AskAsync(stream)).Failure;

                Assert.NotNull(failure);
                Assert.Equal(status, failure.HttpStatus);
                Assert.Equal("r-1", failure.RequestId);
                Assert.Contains(ErrorShapes.Words, failure.Message);
                Assert.Null(failure.Partial);
                Assert.NotEqual(ChatErrorKind.Protocol, status is 421 or 426 or 505 ? default : failure.Kind);
            }
        }

        Assert.Equal(400, server.TotalRequests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_without_words_is_one_failure(bool stream)
    {
        await using var server = await FakeServer.StartAsync();
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);
        for (var status = 400; status <= 599; status++)
        {
            server.Enqueue(FakeReplies.Empty(status));

            var failure = (await caller.AskAsync(stream)).Failure;

            Assert.Equal(status, failure!.HttpStatus);
            Assert.Contains("empty body", failure.Message);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_cut_off_in_its_words_still_has_its_status(bool stream)
    {
        var body = ErrorShapes.Body("openai", 429);
        await using var server = await FakeServer.StartAsync();
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);
        for (var length = 0; length < body.Length; length += 5)
        {
            server.Enqueue(Refusal(429, body, "application/json").EndAfter(length, FakeStep.Cut));

            var failure = (await caller.AskAsync(stream)).Failure;

            Assert.Equal((ChatErrorKind.RateLimited, 429), (failure!.Kind, failure.HttpStatus!.Value));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Words_nested_without_end_do_not_hide_the_status(bool stream)
    {
        await using var server = await FakeServer.StartAsync();
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);
        server.Enqueue(FakeReplies.Json("{\"error\":" + new string('[', 100_000), 503));

        var failure = (await caller.AskAsync(stream)).Failure;

        Assert.Equal((ChatErrorKind.Overloaded, 503), (failure!.Kind, failure.HttpStatus!.Value));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        foreach (var target in (string[])[HttpTargets.OpenAI, HttpTargets.Azure, HttpTargets.Ollama])
        {
            await using var other = await FakeServer.StartAsync();
            await using var server = await FakeServer.StartAsync();
            await using var caller = new Caller(target, server.Address);
            server.Respond(_ => FakeReplies.Empty(status).WithHeader("Location", $"{other.Address}v1/x?secret=1"));

            foreach (var stream in (bool[])[true, false])
            {
                var failure = (await caller.AskAsync(stream)).Failure;

                Assert.Equal(ChatErrorKind.Protocol, failure!.Kind);
                Assert.Contains($"{other.Address.Authority}", failure.Message);
                Assert.DoesNotContain("secret=1", failure.ToString());
            }

            Assert.Equal(0, other.TotalConnections);
            Assert.Equal(2, server.TotalRequests);
        }
    }

    private static FakeReply Refusal(int status, byte[] body, string type) =>
        (FakeReplies.Empty(status) with { ContentType = type }).WithHeader("x-request-id", "r-1").WithPieces([body]);
}
