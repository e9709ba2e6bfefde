using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Http.Tests.Faults;
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
