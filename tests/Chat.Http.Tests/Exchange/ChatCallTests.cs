using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Http.Resilience;
using Chat.Http.Tests.Faults;
using Chat.Testing;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Exchange;

public sealed class ChatCallTests
{
    private const string Piece = """{"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]}""";
    private const string Answer =
        """{"choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"}]}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retry_carries_the_same_key_and_is_told(bool stream)
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Text("busy", 503),
            FakeReplies.Json("""{"error":{"message":"slow down","code":429}}"""),
            stream ? FakeReplies.Sse(Piece) : FakeReplies.Json(Answer)
        );
        await using var caller = Patient(server);

        var ended = await caller.AskAsync(stream);

        Assert.Equal("a", ended.Text);
        Assert.Equal(3, server.TotalRequests);
        var keys = server.Requests.Select(request => request.Header("Idempotency-Key")).ToList();
        Assert.Single(keys.Distinct());
        Assert.NotEmpty(keys[0]!);
        Assert.Equal(2, ended.Answer!.Warnings!.Count);
        Assert.Contains("busy", ended.Answer.Warnings[0]);
        Assert.Contains("slow down", ended.Answer.Warnings[1]);
        Assert.Single(server.Requests.Select(request => request.Text).Distinct());
    }

    [Fact]
    public async Task Another_request_has_another_key()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Sse(Piece), FakeReplies.Sse(Piece));
        await using var caller = Patient(server);
        await caller.AskAsync(stream: true);
        await caller.AskAsync(stream: true);

        Assert.Equal(2, server.Requests.Select(request => request.Header("Idempotency-Key")).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_is_sent_again_after_the_first_chunk()
    {
        var reply = FakeReplies.SseWithoutDone("""{"choices":[{"index":0,"delta":{"content":"a"}}]}""");
        await using var server = await FakeServer.StartAsync(
            reply.EndAfter(reply.Body.Length, FakeStep.Reset),
            FakeReplies.Sse(Piece)
        );
        await using var caller = Patient(server);

        var ended = await caller.AskAsync(stream: true);

        Assert.True(ended.Failure!.IsRetryable);
        Assert.Equal(("a", 1), (ended.Text, server.TotalRequests));
    }

    [Fact]
    public async Task A_break_before_the_first_chunk_is_tried_again()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.SseText(": wait\n\n").EndAfter(8, FakeStep.Reset),
            FakeReplies.Sse(Piece)
        );
        await using var caller = Patient(server);

        Assert.Equal(("a", 2), ((await caller.AskAsync(stream: true)).Text, server.TotalRequests));
    }

    [Fact]
    public async Task A_stream_is_asked_for_plain_and_an_answer_as_JSON()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Sse(Piece), FakeReplies.Json(Answer));
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);
        await caller.AskAsync(stream: true);
        await caller.AskAsync(stream: false);

        var (streamed, whole) = (server.Requests[0], server.Requests[1]);
        Assert.Equal(
            ("text/event-stream", "identity"),
            (streamed.Header("Accept"), streamed.Header("Accept-Encoding"))
        );
        Assert.Equal("application/json", whole.Header("Accept"));
        Assert.True((bool)streamed.Json!["stream"]!);
        Assert.True((bool)streamed.Json!["stream_options"]!["include_usage"]!);
        Assert.Null(whole.Json!["stream"]);
        Assert.Null(whole.Json!["stream_options"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_came_in_the_other_form_is_read_all_the_same(bool stream)
    {
        await using var server = await FakeServer.StartAsync(
            stream ? FakeReplies.Json(Answer) : FakeReplies.Sse(Piece)
        );
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);

        Assert.Equal("a", (await caller.AskAsync(stream)).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_packed_answer_is_unpacked(bool stream)
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Gzip(stream ? FakeReplies.Sse(Piece) : FakeReplies.Json(Answer))
        );
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);

        Assert.Equal("a", (await caller.AskAsync(stream)).Text);
    }

    [Fact]
    public async Task The_profiles_model_stands_in_for_one_not_named()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Json(Answer), FakeReplies.Json(Answer));
        await using var caller = new Caller(
            HttpTargets.OpenAI,
            server.Address,
            options => options with { DefaultModel = "d" }
        );
        await caller.AskAsync(stream: false, Caller.Hello with { Model = null });
        await caller.AskAsync(stream: false);

        Assert.Equal(["d", "m"], server.Requests.Select(request => (string?)request.Json!["model"]));
    }

    [Fact]
    public async Task A_wrong_request_is_not_sent()
    {
        await using var server = await FakeServer.StartAsync();
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);

        var failure = (await caller.AskAsync(stream: false, new ChatCompletionRequest { Messages = [] })).Failure;

        Assert.Equal(ChatErrorKind.InvalidRequest, failure!.Kind);
        Assert.Equal(0, server.TotalConnections);
    }

    [Fact]
    public async Task Latencies_are_measured_on_the_clock_given()
    {
        var time = new ManualTime();
        var gate = new FakeGate();
        var reply = FakeReplies.Sse("""{"choices":[{"index":0,"delta":{"content":"a"}}]}""", Piece);
        await using var server = await FakeServer.StartAsync(reply with { BeforeHead = gate });
        await using var caller = new Caller(
            HttpTargets.OpenAI,
            server.Address,
            options => options with { Limits = TimeLimits.None },
            time
        );

        var asked = caller.AskAsync(stream: true);
        await gate.Reached;
        time.Advance(TimeSpan.FromSeconds(2));
        gate.Open();
        var ended = await asked;

        Assert.Equal((2, 2), (ended.Chunks[0].ChunkLatency.TotalSeconds, ended.Chunks[0].TotalLatency.TotalSeconds));
        Assert.Equal(0, ended.Chunks[1].ChunkLatency.TotalSeconds);
        Assert.Equal(2, ended.Answer!.TimeToFirstToken!.Value.TotalSeconds);
        Assert.Equal(2, ended.Answer.Latency!.Value.TotalSeconds);
    }

    // On a clock whose waits take no time, and so without limits.
    private static Caller Patient(FakeServer server) =>
        new(
            HttpTargets.OpenAI,
            server.Address,
            options => options with { Retry = RetryOptions.Default, Limits = TimeLimits.None },
            new InstantTime()
        );
}
