namespace Chat.Conformance.Tests.Backends;

/// <content>Cancelling, leaving, disposal, concurrency and the list of models.</content>
public abstract partial class BackendConformance
{
    /// <summary>How many questions are asked side by side.</summary>
    private protected virtual int Side => ConformanceRequests.Side;

    [Fact]
    public async Task A_call_cancelled_before_it_begins_does_nothing()
    {
        await using var target = await StartAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            target.Backend.CompleteAsync(target.Endless, cancelled).Soon()
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            target.Backend.ChunksAsync(target.Endless, cancelled)
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => target.Backend.ListModelsAsync(cancelled).Soon());
    }

    [Fact]
    public async Task Cancelling_a_stream_ends_it_and_the_work_behind_it()
    {
        await using var target = await StartAloneAsync();
        using var cancel = new CancellationTokenSource();
        await using var chunks = target.Backend.StreamAsync(target.Endless, cancel.Token).GetAsyncEnumerator();
        Assert.True(await chunks.MoveNextAsync().AsTask().Soon());

        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DrainAsync(chunks).Soon());
        Assert.Equal(cancel.Token, error.CancellationToken);
        await target.UntilIdle().Soon();
        await target.Backend.WholeAsync(ConformanceRequests.Ask(target.Model));
    }

    [Fact]
    public async Task Cancelling_a_whole_answer_ends_it_and_the_work_behind_it()
    {
        await using var target = await StartAloneAsync();
        using var cancel = new CancellationTokenSource();
        var answer = target.Backend.CompleteAsync(target.Endless, cancel.Token);
        await target.UntilAsked().Soon();

        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.Soon());
        Assert.Equal(cancel.Token, error.CancellationToken);
        await target.UntilIdle().Soon();
        await target.Backend.WholeAsync(ConformanceRequests.Ask(target.Model));
    }

    [Fact]
    public async Task Leaving_a_stream_ends_the_work_behind_it()
    {
        await using var target = await StartAloneAsync();

        await foreach (var chunk in target.Backend.StreamAsync(target.Endless, CancellationToken.None))
        {
            break;
        }

        await target.UntilIdle().Soon();
        await target.Backend.WholeAsync(ConformanceRequests.Ask(target.Model));
    }

    [Fact]
    public async Task Disposal_ends_a_stream_and_refuses_new_calls()
    {
        await using var target = await StartAloneAsync();
        var backend = target.Backend;
        await using var chunks = backend.StreamAsync(target.Endless, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await chunks.MoveNextAsync().AsTask().Soon());

        await backend.DisposeAsync().AsTask().Soon();
        await backend.DisposeAsync().AsTask().Soon();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => DrainAsync(chunks).Soon());
        await target.UntilIdle().Soon();
        var request = ConformanceRequests.Ask(target.Model);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => backend.WholeAsync(request));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => backend.ChunksAsync(request));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => backend.ListModelsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Disposal_ends_a_whole_answer()
    {
        await using var target = await StartAloneAsync();
        var answer = target.Backend.CompleteAsync(target.Endless, CancellationToken.None);
        await target.UntilAsked().Soon();

        await target.Backend.DisposeAsync().AsTask().Soon();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => answer.Soon());
        await target.UntilIdle().Soon();
    }

    [Fact]
    public async Task Questions_side_by_side_get_their_own_answers()
    {
        await using var target = await StartAsync();
        var requests = Enumerable
            .Range(0, Side)
            .Select(number => ConformanceRequests.Numbered(target.Model, number))
            .ToList();
        var alone = new List<Core.Completions.ChatCompletion>();
        foreach (var request in requests)
        {
            alone.Add(await target.Backend.WholeAsync(request));
        }

        var together = await Task.WhenAll(
            requests.Select(
                (request, place) =>
                    place % 2 == 0 ? target.Backend.GatheredAsync(request) : target.Backend.WholeAsync(request)
            )
        );

        Assert.Equal(Side, alone.Select(answer => answer.Text).Distinct().Count());
        foreach (var (expected, actual) in alone.Zip(together))
        {
            Answers.AssertSame(expected, actual);
        }
    }

    [Fact]
    public async Task The_models_are_listed()
    {
        await using var target = await StartAsync();

        var models = await target.Backend.ListModelsAsync(CancellationToken.None).Soon();

        Assert.Contains(models, model => model.Id == target.Model || model.Name == target.Model);
        Assert.Equal(models.Count, models.Select(model => model.Id).Distinct().Count());
    }

    private static async Task DrainAsync<T>(IAsyncEnumerator<T> items)
    {
        while (await items.MoveNextAsync()) { }
    }
}
