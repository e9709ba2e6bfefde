using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Http.Exchange;
using Chat.Http.Resilience;
using Chat.Http.Tests.Faults;
using Chat.Testing;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Exchange;

public sealed class AnswerStreamTests
{
    private const string A = """{"choices":[{"index":0,"delta":{"content":"a"}}]}""";
    private const string Stop = """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";
    private const string Count =
        """{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""";

    [Fact]
    public async Task The_count_after_the_end_is_the_last_chunk()
    {
        var ended = await AskAsync(FakeReplies.Sse(A, Stop, Count));

        Assert.Equal(3, ended.Chunks.Count);
        Assert.Equal(3, ended.Chunks[^1].Usage!.TotalTokens);
    }

    [Fact]
    public async Task An_end_without_a_mark_is_an_end()
    {
        Assert.Equal(
            CompletionOutcome.Completed,
            (await AskAsync(FakeReplies.SseWithoutDone(A, Stop))).Answer!.Outcome
        );
    }

    [Fact]
    public async Task A_mark_without_an_end_is_an_end_with_a_warning()
    {
        var ended = await AskAsync(FakeReplies.Sse(A));

        Assert.Equal((CompletionOutcome.Completed, "a"), (ended.Answer!.Outcome!.Value, ended.Text));
        Assert.Contains("without a finish reason", Assert.Single(ended.Answer.Warnings!));
    }

    [Fact]
    public async Task A_mark_after_tool_calls_asks_for_them()
    {
        var ended = await AskAsync(
            FakeReplies.Sse(
                """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]}}]}"""
            )
        );

        Assert.Equal(CompletionOutcome.ToolCalls, ended.Answer!.Outcome);
    }

    [Fact]
    public async Task No_chunk_is_no_answer()
    {
        var ended = await AskAsync(FakeReplies.Sse());

        Assert.Equal((ChatErrorKind.Incomplete, null), (ended.Failure!.Kind, ended.Failure.Partial));
    }

    [Fact]
    public async Task Choices_that_interleave_all_come_to_their_end()
    {
        var ended = await AskAsync(
            FakeReplies.SseWithoutDone(
                A,
                """{"choices":[{"index":1,"delta":{"content":"b"}}]}""",
                Stop,
                """{"choices":[{"index":1,"delta":{"content":"c"}}]}""",
                """{"choices":[{"index":1,"delta":{},"finish_reason":"length"}]}""",
                Count
            ),
            choices: 2
        );

        Assert.Equal(["a", "bc"], ended.Answer!.Choices.Select(choice => choice.Message.Content!.Text));
        Assert.Equal(3, ended.Answer.Usage!.TotalTokens);
        Assert.Equal(CompletionOutcome.Length, ended.Answer.Outcome);
    }

    [Fact]
    public async Task A_choice_that_never_ends_makes_the_answer_incomplete()
    {
        var ended = await AskAsync(
            FakeReplies.SseWithoutDone(A, """{"choices":[{"index":1,"delta":{"content":"b"}}]}""", Stop),
            choices: 2
        );

        Assert.Equal(ChatErrorKind.Incomplete, ended.Failure!.Kind);
        Assert.Equal(2, ended.Failure.Partial!.Choices.Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(128)]
    public async Task A_choice_out_of_range_is_refused_with_what_came(int index)
    {
        var ended = await AskAsync(
            FakeReplies.Sse(A, $$$"""{"choices":[{"index":{{{index}}},"delta":{"content":"b"}}]}""")
        );

        Assert.Equal((ChatErrorKind.Protocol, "a"), (ended.Failure!.Kind, ended.Text));
    }

    [Fact]
    public async Task A_connection_that_stays_open_after_the_end_is_not_waited_for()
    {
        var time = new ManualTime();
        var reply = FakeReplies.SseWithoutDone(A, Stop);
        await using var server = await FakeServer.StartAsync(
            reply with
            {
                Steps = [.. reply.Steps, FakeStep.HoldOpen],
            }
        );
        await using var caller = new Caller(
            HttpTargets.OpenAI,
            server.Address,
            options => options with { Limits = TimeLimits.None },
            time
        );

        var asked = caller.AskAsync(stream: true);
        await time.UntilTimersAsync(1);
        time.Advance(AnswerStream.Linger);

        Assert.Equal("a", (await asked).Text);
        await (await server.NextRequestAsync()).Aborted;
    }

    [Theory]
    [InlineData(FakeStepKind.Reset)]
    [InlineData(FakeStepKind.Cut)]
    [InlineData(FakeStepKind.End)]
    public async Task A_break_knows_which_request_it_was(FakeStepKind how)
    {
        var reply = FakeReplies.SseWithoutDone(A, Stop).WithHeader("x-request-id", "r-1");
        var ended = await AskAsync(reply.EndAfter(A.Length + 12, new FakeStep(how)));

        Assert.Equal(("r-1", "a"), (ended.Failure!.RequestId, ended.Text));
    }

    [Fact]
    public async Task Garbage_is_told_with_what_came()
    {
        var ended = await AskAsync(FakeReplies.Sse(A, "nonsense", Stop));

        Assert.Equal((ChatErrorKind.Protocol, "a"), (ended.Failure!.Kind, ended.Text));
        Assert.Contains("nonsense", ended.Failure.Message);
    }

    [Fact]
    public async Task The_time_that_the_caller_takes_is_not_the_servers()
    {
        var time = new ManualTime();
        await using var server = await FakeServer.StartAsync(FakeReplies.Sse(A, A, Stop, Count));
        using var backends = new HttpBackends(time, new Random(1));
        await using var backend = backends.Create(
            new HttpBackendOptions { Target = HttpTargets.OpenAI, BaseAddress = server.Address }
        );
        var text = "";

        await foreach (var chunk in backend.StreamAsync(Caller.Hello, CancellationToken.None))
        {
            text += chunk.DeltaMessage()?.Content;
            time.Advance(TimeLimits.Default.Idle!.Value * 3);
        }

        Assert.Equal("aa", text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cut_between_two_choices_is_no_whole_answer(bool withinAnEvent)
    {
        var reply = FakeReplies.SseWithoutDone(A, Stop, """{"choices":[{"index":1,"delta":{"content":"b"}}]}""");
        var ended = await AskAsync(
            withinAnEvent ? reply.EndAfter(reply.Body.Length - 20, FakeStep.End) : FakeReplies.SseWithoutDone(A, Stop),
            choices: 2
        );

        Assert.Equal((ChatErrorKind.Incomplete, "a"), (ended.Failure!.Kind, ended.Text));
    }

    [Fact]
    public async Task Fewer_choices_than_asked_for_are_told()
    {
        var ended = await AskAsync(FakeReplies.Sse(A, Stop), choices: 2);

        Assert.Equal(CompletionOutcome.Completed, ended.Answer!.Outcome);
        Assert.Contains("2 choices were asked for, and the server made 1", Assert.Single(ended.Answer.Warnings!));
    }

    [Fact]
    public async Task A_choice_too_many_that_never_ends_costs_no_text()
    {
        const string last = """{"choices":[{"index":0,"delta":{"content":"z"},"finish_reason":"stop"}]}""";
        var ended = await AskAsync(
            FakeReplies.SseWithoutDone(A, """{"choices":[{"index":1,"delta":{"content":"b"}}]}""", last)
        );

        Assert.Equal(ChatErrorKind.Incomplete, ended.Failure!.Kind);
        Assert.Equal(("az", "az"), (ended.ChunkText, ended.Text));
    }

    [Theory]
    [InlineData("""{"error":{"message":"late"}}""")]
    [InlineData("nonsense")]
    [InlineData("""{"choices":[{"index":-1,"delta":{"content":"b"}}]}""")]
    public async Task What_fails_behind_the_end_costs_no_text(string late)
    {
        const string last = """{"choices":[{"index":0,"delta":{"content":"z"},"finish_reason":"stop"}]}""";
        var ended = await AskAsync(FakeReplies.Sse(A, last, late).WithHeader("x-request-id", "r-1"));

        Assert.Equal(("az", "az", "r-1"), (ended.ChunkText, ended.Text, ended.Failure!.RequestId));
    }

    [Fact]
    public async Task A_limit_that_is_hit_behind_the_end_ends_a_whole_answer()
    {
        var time = new ManualTime();
        var reply = FakeReplies.SseWithoutDone(A, Stop);
        await using var server = await FakeServer.StartAsync(
            reply with
            {
                Steps = [.. reply.Steps, FakeStep.HoldOpen],
            }
        );
        await using var caller = new Caller(
            HttpTargets.OpenAI,
            server.Address,
            options => options with { Limits = TimeLimits.None with { Total = TimeSpan.FromSeconds(2) } },
            time
        );

        var asked = caller.AskAsync(stream: true);
        // The total limit, and the wait for what may come behind the end.
        await time.UntilTimersAsync(2);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((CompletionOutcome.Completed, "a"), ((await asked).Answer!.Outcome!.Value, (await asked).Text));
    }

    [Fact]
    public async Task A_failure_keeps_what_was_warned_of()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.SseWithoutDone(A));
        await using var caller = new Caller(HttpTargets.OpenAICompatible, server.Address);

        var ended = await caller.AskAsync(stream: true, Caller.Hello with { TopK = 5 });

        Assert.Contains("top_k", Assert.Single(ended.Failure!.Partial!.Warnings!));
    }

    [Fact]
    public async Task A_stream_that_never_ends_is_ended()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Sse(Enumerable.Repeat(A, 200)));
        await using var caller = new Caller(
            HttpTargets.OpenAI,
            server.Address,
            options => options with { MaxEventBytes = 1000 }
        );

        var ended = await caller.AskAsync(stream: true);

        Assert.Equal(ChatErrorKind.Protocol, ended.Failure!.Kind);
        Assert.Equal(new string('a', 4000 / A.Length), ended.Text);
    }

    private static async Task<Ended> AskAsync(FakeReply reply, int choices = 1)
    {
        await using var server = await FakeServer.StartAsync(reply);
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);
        return await caller.AskAsync(stream: true, Caller.Hello with { N = choices });
    }
}
