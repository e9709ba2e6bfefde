using System.Collections.Frozen;
using Chat.Client.Recording;
using Chat.Client.Tests.Support;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Testing;

namespace Chat.Client.Tests.Recording;

public sealed class ReplayBackendTests
{
    private const string Streamed = """
        {
          "version": 1,
          "exchanges": [
            {
              "call": "stream",
              "request": {"model": "m", "messages": [{"role": "user", "content": "Hello"}], "temperature": 1.0},
              "chunks": [
                {"at": 100, "chunk": {"id": "c1", "model": "m", "choices": [{"index": 0, "delta": {"role": "assistant"}, "finish_reason": null}]}},
                {"at": 200, "chunk": {"choices": [{"index": 0, "delta": {"content": "Hi"}, "finish_reason": null}]}},
                {"at": 350, "chunk": {"choices": [{"index": 0, "delta": {"content": "!"}, "finish_reason": "stop"}]}},
              ],
              "took": 400, // by hand
            },
          ],
        }
        """;

    [Fact]
    public async Task A_recorded_stream_is_gathered_for_who_wants_it_whole()
    {
        using var deck = new TapeDeck();
        deck.Write(Streamed);
        var answer = await deck.Replay().CompleteAsync(TapeDeck.Request(temperature: 1), default);
        Assert.Equal("Hi!", answer.AssistantMessage()!.Content!.Text);
        Assert.Equal(CompletionOutcome.Completed, answer.Outcome);
        Assert.Equal(TimeSpan.FromMilliseconds(400), answer.Latency);
        Assert.Equal(TimeSpan.FromMilliseconds(200), answer.TimeToFirstToken);
    }

    [Fact]
    public async Task A_recorded_whole_answer_comes_as_one_chunk()
    {
        using var deck = new TapeDeck();
        await RecordAsync(deck, "Hello", "Hi");
        var chunk = Assert.Single((await TapeDeck.ReadAsync(deck.Replay(), TapeDeck.Request())).Chunks);
        Assert.True(chunk.IsLastChunk);
        Assert.Equal("Hi", chunk.DeltaMessage()!.Content);
        Assert.Equal(FinishReason.Stop, chunk.Choices[0].FinishReason);
    }

    [Fact]
    public async Task Equal_requests_get_their_answers_in_order_and_each_once()
    {
        using var deck = new TapeDeck();
        await RecordAsync(deck, "Hello", "one", "two");
        var replay = deck.Replay();
        Assert.Equal(["one", "two"], [await TextAsync(replay), await TextAsync(replay)]);
        var failure = await Assert.ThrowsAsync<ChatException>(() => TextAsync(replay));
        Assert.Equal(
            (ChatErrorKind.NotFound, "All 2 recorded answers to this request are used up."),
            (failure.Kind, failure.Message)
        );

        var again = deck.Replay(new ReplayOptions { Reuse = true });
        Assert.Equal(["one", "two", "two"], [await TextAsync(again), await TextAsync(again), await TextAsync(again)]);
    }

    [Fact]
    public async Task Of_equal_requests_the_one_of_the_same_call_answers_first()
    {
        using var deck = new TapeDeck();
        var inner = new ScriptedBackend
        {
            Stream = _ => ScriptedBackend.Play([TapeDeck.Chunk("streamed", FinishReason.Stop)]),
            Complete = _ => Task.FromResult(TapeDeck.Answer("whole")),
        };
        await using (var recorder = deck.Record(inner))
        {
            await TapeDeck.ReadAsync(recorder, TapeDeck.Request());
            await recorder.CompleteAsync(TapeDeck.Request(), default);
        }

        var replay = deck.Replay(new ReplayOptions { Reuse = true });
        Assert.Equal(
            ["whole", "streamed", "whole", "whole"],
            [await TextAsync(replay), await TextAsync(replay), await TextAsync(replay), await TextAsync(replay)]
        );
    }

    [Fact]
    public async Task What_does_not_change_the_answer_does_not_count()
    {
        using var deck = new TapeDeck();
        deck.Write(Streamed);
        var request = TapeDeck.Request(temperature: 1).WithStreaming() with { User = "u", Store = true };
        Assert.NotNull(await deck.Replay().CompleteAsync(request, default));
        var other = request with { Model = "other", Temperature = 0.5 };
        var byMessages = new ReplayOptions { MatchedFields = FrozenSet.Create("messages") };
        Assert.NotNull(await deck.Replay(byMessages).CompleteAsync(other, default));
        var strict = new ReplayOptions { IgnoredFields = FrozenSet<string>.Empty };
        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            deck.Replay(strict).CompleteAsync(request, default)
        );
        Assert.Contains("user is \"u\", recorded was absent", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_was_not_recorded_is_told_with_where_the_nearest_differs()
    {
        using var deck = new TapeDeck();
        deck.Write(Streamed);
        var request = ChatCompletionRequest.Create("m", ChatMessage.User("Hallo"), ChatMessage.User("?")) with
        {
            Seed = 5,
        };
        var failure = await Assert.ThrowsAsync<ChatException>(() => deck.Replay().CompleteAsync(request, default));
        Assert.Equal(ChatErrorKind.NotFound, failure.Kind);
        Assert.Equal(
            "The cassette has no such request; the nearest, exchanges[0], differs: "
                + "messages[0].content is \"Hallo\", recorded was \"Hello\"; "
                + "messages[1] is {\"role\":\"user\",\"content\":\"?\"}, recorded was absent; "
                + "temperature is absent, recorded was 1.0; seed is 5, recorded was absent.",
            failure.Message
        );

        var huge = TapeDeck.Request(new string('y', 1_000_000)) with
        {
            LogitBias = Enumerable.Range(0, 300).ToDictionary(id => $"{id}", _ => 1.0),
        };
        failure = await Assert.ThrowsAsync<ChatException>(() => deck.Replay().CompleteAsync(huge, default));
        Assert.InRange(failure.Message.Length, 100, 3000);
        Assert.Equal(
            ChatErrorKind.NotFound,
            (await Assert.ThrowsAsync<ChatException>(() => deck.Replay().ListModelsAsync(default))).Kind
        );
    }

    [Fact]
    public async Task Exact_timing_brings_each_chunk_when_it_came()
    {
        using var deck = new TapeDeck();
        deck.Write(Streamed);
        var time = new ManualTime();
        await using var replay = deck.Replay(new ReplayOptions { Timing = ReplayTiming.Exact }, time);
        await using var chunks = replay.StreamAsync(TapeDeck.Request(temperature: 1), default).GetAsyncEnumerator();
        foreach (var milliseconds in (int[])[100, 100, 150])
        {
            var next = chunks.MoveNextAsync().AsTask();
            await time.UntilTimersAsync(1);
            time.Advance(TimeSpan.FromMilliseconds(milliseconds) - TimeSpan.FromTicks(1));
            Assert.False(next.IsCompleted);
            time.Advance(TimeSpan.FromTicks(1));
            Assert.True(await next);
            Assert.Equal(time.GetTimestamp(), chunks.Current.TotalLatency.Ticks);
            Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), chunks.Current.ChunkLatency);
        }

        var end = chunks.MoveNextAsync().AsTask();
        await time.UntilTimersAsync(1);
        time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.False(await end);
        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public async Task A_slow_reader_is_not_slowed_further()
    {
        using var deck = new TapeDeck();
        deck.Write(Streamed);
        var time = new ManualTime();
        await using var replay = deck.Replay(new ReplayOptions { Timing = ReplayTiming.Exact }, time);
        await using var chunks = replay.StreamAsync(TapeDeck.Request(temperature: 1), default).GetAsyncEnumerator();
        var first = chunks.MoveNextAsync().AsTask();
        await time.UntilTimersAsync(1);
        time.Advance(TimeSpan.FromMilliseconds(390));
        Assert.True(await first);
        Assert.True(await chunks.MoveNextAsync());
        Assert.True(await chunks.MoveNextAsync());
        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_and_a_replay_at_once()
    {
        using var deck = new TapeDeck();
        deck.Write(Streamed);
        using var stop = new CancellationTokenSource();
        var time = new ManualTime();
        await using var exact = deck.Replay(new ReplayOptions { Timing = ReplayTiming.Exact }, time);
        var waiting = exact.CompleteAsync(TapeDeck.Request(temperature: 1), stop.Token);
        await time.UntilTimersAsync(1);
        await using var chunks = deck.Replay()
            .StreamAsync(TapeDeck.Request(temperature: 1), stop.Token)
            .GetAsyncEnumerator();
        Assert.True(await chunks.MoveNextAsync());

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await chunks.MoveNextAsync());
        Assert.Equal(0, time.ActiveTimers);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deck.Replay().ListModelsAsync(stop.Token));
    }

    [Fact]
    public async Task Disposal_ends_what_waits_and_refuses_what_comes()
    {
        using var deck = new TapeDeck();
        deck.Write(Streamed);
        var time = new ManualTime();
        var replay = deck.Replay(new ReplayOptions { Timing = ReplayTiming.Exact }, time);
        var waiting = replay.CompleteAsync(TapeDeck.Request(temperature: 1), default);
        await time.UntilTimersAsync(1);
        await replay.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => replay.CompleteAsync(TapeDeck.Request(), default));
        Assert.IsType<ObjectDisposedException>((await TapeDeck.ReadAsync(replay, TapeDeck.Request())).Error);
        await replay.DisposeAsync();
    }

    [Fact]
    public async Task A_request_that_is_no_JSON_is_refused()
    {
        using var deck = new TapeDeck();
        deck.Write(Streamed);
        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            deck.Replay().CompleteAsync(TapeDeck.Request(temperature: double.NaN), default)
        );
        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
    }

    private static async Task RecordAsync(TapeDeck deck, string prompt, params string[] answers)
    {
        var queue = new Queue<string>(answers);
        await using var recorder = deck.Record(
            new ScriptedBackend { Complete = _ => Task.FromResult(TapeDeck.Answer(queue.Dequeue())) }
        );
        foreach (var _ in answers)
        {
            await recorder.CompleteAsync(TapeDeck.Request(prompt), default);
        }
    }

    private static async Task<string> TextAsync(ReplayBackend replay) =>
        (await replay.CompleteAsync(TapeDeck.Request(), default)).AssistantMessage()!.Content!.Text!;
}
