using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests;

/// <summary>What happens to requests when the backend is closed, crowded, or fails.</summary>
[Collection(EngineCollection.Name)]
public sealed class EmbeddedBackendLifeTests(EngineFixture engine)
{
    private static readonly ChatCompletionRequest Long = ChatCompletionRequest.Create(
        null,
        ChatMessage.User("Tell me a long story.")
    ) with
    {
        IgnoreEos = true,
        MaxCompletionTokens = 6000,
    };

    [Fact]
    public async Task Closing_fails_what_runs_and_what_waits_and_can_be_done_twice()
    {
        var backend = NewBackend();
        await using var running = backend.StreamAsync(Long, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await running.MoveNextAsync());
        var waiting = backend.CompleteAsync(Long, CancellationToken.None);

        // The reader is in the middle of its stream and does not come back before the backend is closed.
        await backend.DisposeAsync();
        await backend.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            while (await running.MoveNextAsync()) { }
        });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => backend.CompleteAsync(Long, CancellationToken.None));
    }

    [Theory]
    [InlineData(typeof(OutOfMemoryException))]
    public async Task Memory_that_runs_out_before_the_answer_is_computed_ends_its_request(Type fault)
    {
        var options = engine.Options with { RandomSource = () => throw (Exception)Activator.CreateInstance(fault)! };
        await using var backend = new EmbeddedBackend(engine.Catalog, engine.Verifier, options);

        var answer = backend.CompleteAsync(Long, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        var error = await Assert.ThrowsAsync<ChatException>(() => answer);
        Assert.Equal(ChatErrorKind.OutOfMemory, error.Kind);
    }

    [Fact]
    public async Task One_request_more_than_may_wait_is_told_to_come_back()
    {
        const int AtOnce = 2;
        await using var backend = NewBackend(AtOnce);
        using var cancel = new CancellationTokenSource();
        await using var running = backend.StreamAsync(Long, cancel.Token).GetAsyncEnumerator(cancel.Token);
        Assert.True(await running.MoveNextAsync());

        var crowd = Enumerable
            .Range(0, EmbeddedBackend.MaxWaiting + AtOnce)
            .Select(_ => backend.CompleteAsync(Long, cancel.Token))
            .ToList();
        var refused = await Task.WhenAny(crowd);

        var error = await Assert.ThrowsAsync<ChatException>(() => refused);
        Assert.Equal(ChatErrorKind.Overloaded, error.Kind);
        Assert.True(error.IsRetryable);
        Assert.Matches(@"in about \d+ seconds", error.Advice);
        await cancel.CancelAsync();
        var outcomes = await Task.WhenAll(
            crowd.Select(async task => (await Record.ExceptionAsync(() => task))!.GetType())
        );
        Assert.Single(outcomes, type => type == typeof(ChatException));
    }

    [Fact]
    public async Task A_failed_load_frees_the_turn_for_a_request_that_can_be_answered()
    {
        using var folder = new TemporaryFolder();
        var bad = folder.Write("bad.gguf", "not a model"u8.ToArray());
        await using var backend = NewBackend();

        var error = await Assert.ThrowsAsync<ChatException>(() =>
            backend.CompleteAsync(Long with { Model = bad }, CancellationToken.None)
        );
        Assert.Equal(ChatErrorKind.ModelInvalid, error.Kind);

        var completion = await backend.CompleteAsync(Long with { MaxCompletionTokens = 2 }, CancellationToken.None);
        Assert.Equal(CompletionOutcome.Length, completion.Outcome);
    }

    [Fact]
    public async Task Cancelling_during_the_prompt_stops_it()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new CancelAtPrefill(cancel);
        await using var backend = new EmbeddedBackend(
            engine.Catalog,
            engine.Verifier,
            engine.Options with
            {
                Progress = progress,
            }
        );
        var request = ChatCompletionRequest.Create(
            null,
            ChatMessage.User(string.Concat(Enumerable.Repeat("word ", 3000)))
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backend.CompleteAsync(request, cancel.Token));

        Assert.InRange(progress.Last, 0.01, 0.5);
    }

    [Fact]
    public async Task A_reader_that_leaves_early_stops_the_work()
    {
        var tokens = 0;
        await using var backend = NewBackend();
        await foreach (var chunk in backend.StreamAsync(Long, CancellationToken.None))
        {
            tokens++;
            break;
        }

        // Had the work gone on, this would wait behind 6,000 tokens; the channel's bound keeps it far below.
        var next = await backend.CompleteAsync(Long with { MaxCompletionTokens = 1 }, CancellationToken.None);
        Assert.Equal(1, tokens);
        Assert.Equal(1, next.Usage!.CompletionTokens);
    }

    private EmbeddedBackend NewBackend(int maxSequences = EngineOptions.DefaultMaxSequences) =>
        new(engine.Catalog, engine.Verifier, engine.Options with { MaxSequences = maxSequences });

    private sealed class CancelAtPrefill(CancellationTokenSource cancel) : IProgress<EngineProgress>
    {
        public double Last { get; private set; }

        public void Report(EngineProgress value)
        {
            if (value.Stage == EngineStage.Prefill)
            {
                Last = value.Fraction;
                cancel.Cancel();
            }
        }
    }
}
