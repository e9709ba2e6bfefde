using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Conformance.Tests.Backends;

/// <content>Requests that cannot be answered, and fields that are not heeded.</content>
public abstract partial class BackendConformance
{
    /// <summary>False where a server answers to any model's name.</summary>
    private protected virtual bool KnowsItsModels => true;

    [Fact]
    public async Task A_request_out_of_range_is_refused_with_the_field_named()
    {
        await using var target = await StartAsync();
        var request = ConformanceRequests.Ask(target.Model) with { N = 0 };

        foreach (var error in await FailuresAsync(target.Backend, request))
        {
            Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
            Assert.Contains("n is 0", error.Message, StringComparison.Ordinal);
            Assert.NotEmpty(error.Advice);
            Assert.False(error.IsRetryable);
            Assert.Null(error.Partial);
        }
    }

    [Fact]
    public async Task A_request_without_messages_is_refused()
    {
        await using var target = await StartAsync();

        foreach (var error in await FailuresAsync(target.Backend, ChatCompletionRequest.Create(target.Model)))
        {
            Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        }
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_not_found()
    {
        await using var target = await StartAsync();
        var request = ConformanceRequests.Ask("no-such-model");
        if (!KnowsItsModels)
        {
            Assert.NotEmpty((await target.Backend.WholeAsync(request)).Text);
            return;
        }

        foreach (var error in await FailuresAsync(target.Backend, request))
        {
            Assert.Equal(ChatErrorKind.NotFound, error.Kind);
            Assert.Contains("no-such-model", error.Message, StringComparison.Ordinal);
            Assert.False(error.IsRetryable);
        }
    }

    [Fact]
    public async Task A_prompt_too_long_overflows_the_context()
    {
        await using var target = await StartAsync();

        foreach (var error in await FailuresAsync(target.Backend, TooLong))
        {
            Assert.Equal(ChatErrorKind.ContextOverflow, error.Kind);
            Assert.False(error.IsRetryable);
        }
    }

    [Fact]
    public async Task A_stream_in_band_ends_with_the_error_and_throws_nothing()
    {
        await using var target = await StartAsync();

        var chunks = new List<Core.Streaming.ChatCompletionChunk>();
        await foreach (var chunk in target.Backend.StreamInBandAsync(TooLong, CancellationToken.None))
        {
            chunks.Add(chunk);
        }

        Assert.Equal(ChatErrorKind.ContextOverflow, chunks[^1].Error!.Kind);
        Assert.Equal([chunks[^1]], chunks.Where(chunk => chunk.IsLastChunk));
    }

    [Fact]
    public async Task A_field_that_is_not_heeded_is_told_or_refused()
    {
        await using var target = await StartAsync();
        var request = ConformanceRequests.Strange(target.Model);
        var support = target.Backend.Capabilities[ConformanceRequests.StrangeField];
        if (support == FieldSupport.Refused)
        {
            foreach (var error in await FailuresAsync(target.Backend, request))
            {
                Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
                Assert.Contains(ConformanceRequests.StrangeField, error.Message, StringComparison.Ordinal);
            }
        }
        else
        {
            var whole = await target.Backend.WholeAsync(request);
            var gathered = await target.Backend.GatheredAsync(request);
            Assert.Contains(
                whole.Warnings!,
                warning => warning.Contains(ConformanceRequests.StrangeField, StringComparison.Ordinal)
            );
            Assert.Equal(whole.Warnings, gathered.Warnings);
        }

        if (support is FieldSupport.Refused or FieldSupport.Ignored)
        {
            foreach (var error in await FailuresAsync(new StrictBackend(target.Backend), request))
            {
                Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
                Assert.Contains(ConformanceRequests.StrangeField, error.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A request that does not fit the model's context.</summary>
    private protected abstract ChatCompletionRequest TooLong { get; }

    /// <summary>The errors of a request in both forms.</summary>
    private protected static async Task<IReadOnlyList<ChatException>> FailuresAsync(
        IChatBackend backend,
        ChatCompletionRequest request
    ) =>
        [
            await Assert.ThrowsAsync<ChatException>(() => backend.WholeAsync(request)),
            await Assert.ThrowsAsync<ChatException>(() => backend.ChunksAsync(request)),
        ];
}
