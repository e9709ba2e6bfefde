using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Http.Resilience;
using Chat.Http.Tests.Faults;
using Chat.Testing;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Exchange;

/// <summary>Several choices of servers that make one at a time.</summary>
public sealed class ChoiceFanOutTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_choice_is_a_request_of_its_own(bool stream)
    {
        await using var server = await FakeServer.StartAsync(Answer("a", 1), Answer("b", 2), Answer("c", 3));
        await using var caller = new Caller(HttpTargets.OllamaV1, server.Address);

        var ended = await caller.AskAsync(stream, Caller.Hello with { N = 3, Seed = 7 });

        Assert.Null(ended.Failure);
        Assert.Equal(["a", "b", "c"], ended.Answer!.Choices.Select(choice => choice.Message.Content!.Text));
        Assert.Equal([0, 1, 2], ended.Answer.Choices.Select(choice => choice.Index));
        Assert.Equal((6, 30), (ended.Answer.Usage!.CompletionTokens, ended.Answer.Usage.PromptTokens));
        Assert.Equal(6, ended.Answer.Usage.CompletionTokensDetails!.ReasoningTokens);
        Assert.Equal(CompletionOutcome.Completed, ended.Answer.Outcome);
        Assert.Equal([7, 8, 9], server.Requests.Select(request => (int)request.Json!["seed"]!));
        Assert.All(server.Requests, request => Assert.Null(request.Json!["n"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_choice_that_fails_leaves_those_before_it(bool stream)
    {
        var broken = FakeReplies.SseWithoutDone(Piece("half"));
        await using var server = await FakeServer.StartAsync(
            Answer("a", 1),
            stream
                ? broken
                : FakeReplies.Json("""{"choices":[{"index":0,"message":{"role":"assistant","content":"half""")
        );
        await using var caller = new Caller(HttpTargets.OllamaV1, server.Address);

        var ended = await caller.AskAsync(stream, Caller.Hello with { N = 3 });

        Assert.Equal(ChatErrorKind.Incomplete, ended.Failure!.Kind);
        Assert.Equal(["a", "half"], ended.Failure.Partial!.Choices.Select(choice => choice.Message.Content!.Text));
        Assert.Equal(CompletionOutcome.Incomplete, ended.Failure.Partial.Outcome);
        Assert.Equal(2, server.TotalRequests);
    }

    [Fact]
    public async Task A_choice_without_a_reason_for_its_end_is_whole_all_the_same()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Sse(Piece("a")), FakeReplies.Sse(Piece("b")));
        await using var caller = new Caller(HttpTargets.KTransformers, server.Address);

        var ended = await caller.AskAsync(stream: true, Caller.Hello with { N = 2 });

        Assert.Equal(CompletionOutcome.Completed, ended.Answer!.Outcome);
        Assert.Contains("without a finish reason", Assert.Single(ended.Answer.Warnings!));
    }

    [Fact]
    public async Task The_outcome_is_the_first_that_is_not_good()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Sse(Piece("a")),
            FakeReplies.Sse("""{"choices":[{"index":0,"delta":{"content":"b"},"finish_reason":"length"}]}""")
        );
        await using var caller = new Caller(HttpTargets.KTransformers, server.Address);

        var ended = await caller.AskAsync(stream: true, Caller.Hello with { N = 2 });

        Assert.Equal(CompletionOutcome.Length, ended.Answer!.Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Times_go_on_from_choice_to_choice_and_timings_are_those_of_all(bool stream)
    {
        await using var server = await FakeServer.StartAsync(Timed("a", 1), Timed("b", 2), Timed("c", 4));
        await using var caller = new Caller(HttpTargets.OllamaV1, server.Address, time: new StrideTime());

        var ended = await caller.AskAsync(stream, Caller.Hello with { N = 3 });

        Assert.Null(ended.Failure);
        var totals = ended.Chunks.Select(chunk => chunk.TotalLatency).ToList();
        Assert.Equal(totals.Order(), totals);
        Assert.Equal(totals.Distinct(), totals);
        foreach (var (before, chunk) in totals.Zip(ended.Chunks.Skip(1)))
        {
            Assert.Equal(chunk.TotalLatency - before, chunk.ChunkLatency);
        }

        var timings = ended.Answer!.Timings!;
        Assert.Equal(
            (7, 70d, 70d),
            (timings.PredictedTokens, timings.PredictedMilliseconds, timings.PromptMilliseconds)
        );
    }

    [Fact]
    public async Task Seeds_of_ollamas_options_go_on_too()
    {
        await using var server = await FakeServer.StartAsync(Lines("a"), Lines("b"));
        await using var caller = new Caller(HttpTargets.Ollama, server.Address);

        var ended = await caller.AskAsync(
            stream: true,
            Caller.Hello with
            {
                N = 2,
                Seed = 1,
                Options = new OllamaOptions { Seed = 40 },
            }
        );

        Assert.Null(ended.Failure);
        Assert.Equal([40, 41], server.Requests.Select(request => (int)request.Json!["options"]!["seed"]!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_answers_time_is_that_of_all_choices(bool stream)
    {
        var ended = await AskForTwoAsync(stream, TimeLimits.None);

        Assert.Null(ended.Failure);
        Assert.Equal(TimeSpan.FromMinutes(2), ended.Answer!.Latency);
        Assert.Equal(TimeSpan.FromMinutes(1), ended.Answer.TimeToFirstToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_total_limit_is_that_of_all_choices(bool stream)
    {
        var ended = await AskForTwoAsync(stream, TimeLimits.None with { Total = TimeSpan.FromSeconds(90) });

        Assert.Equal(ChatErrorKind.TotalTimeout, ended.Failure!.Kind);
        Assert.Contains("90 s", ended.Failure.Message);
        Assert.Equal("a", ended.Failure.Partial!.AssistantMessage()!.Content!.Text);
    }

    [Fact]
    public async Task A_caller_who_cancels_is_told_so()
    {
        using var stop = new CancellationTokenSource();
        var gate = new FakeGate();
        await using var server = await FakeServer.StartAsync(Answer("a", 1), Answer("b", 1) with { BeforeHead = gate });
        await using var caller = new Caller(HttpTargets.OllamaV1, server.Address);

        var asking = caller.AskAsync(stream: true, Caller.Hello with { N = 2 }, stop.Token);
        await gate.Reached;
        await stop.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(stop.Token, cancelled.CancellationToken);
    }

    // Two choices of which each takes a minute.
    private static async Task<Ended> AskForTwoAsync(bool stream, TimeLimits limits)
    {
        var time = new ManualTime();
        var (first, second) = (new FakeGate(), new FakeGate());
        await using var server = await FakeServer.StartAsync(
            Answer("a", 1) with
            {
                BeforeHead = first,
            },
            Answer("b", 1) with
            {
                BeforeHead = second,
            }
        );
        await using var caller = new Caller(
            HttpTargets.OllamaV1,
            server.Address,
            options => options with { Limits = limits },
            time
        );

        var asking = caller.AskAsync(stream, Caller.Hello with { N = 2 });
        foreach (var gate in new[] { first, second })
        {
            await gate.Reached;
            time.Advance(TimeSpan.FromMinutes(1));
            gate.Open();
        }

        return await asking;
    }

    private static FakeReply Timed(string text, int tokens) =>
        FakeReplies.Json(
            $$$"""
            {"choices":[{"index":0,"message":{"role":"assistant","content":"{{{text}}}"},"finish_reason":"stop"}],
             "timings":{"predicted_n":{{{tokens}}},"predicted_ms":{{{tokens * 10}}},"prompt_ms":{{{tokens * 10}}} } }
            """
        );

    private static FakeReply Lines(string text) =>
        FakeReplies.NdJson($$$"""{"message":{"content":"{{{text}}}"},"done":true,"done_reason":"stop"}""");

    private static FakeReply Answer(string text, int tokens) =>
        FakeReplies.Json(
            $$$"""
            {"choices":[{"index":0,"message":{"role":"assistant","content":"{{{text}}}"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":10,"completion_tokens":{{{tokens}}},"total_tokens":{{{tokens + 10}}},
                      "completion_tokens_details":{"reasoning_tokens":{{{tokens}}} } } }
            """
        );

    private static string Piece(string text) => $$$"""{"choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""";
}
