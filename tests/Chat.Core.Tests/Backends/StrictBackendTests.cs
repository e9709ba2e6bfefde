using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Core.Tests.Backends;

public sealed class StrictBackendTests
{
    private static readonly ChatCompletionRequest Plain = ChatCompletionRequest.Create("m", ChatMessage.User("Hi"));
    private static readonly ChatCompletionRequest WithUser = Plain with { User = "u" };

    [Fact]
    public async Task A_request_that_is_heeded_passes()
    {
        var inner = new CountingBackend();
        await using var strict = new StrictBackend(inner);

        Assert.Equal("x", (await strict.CompleteAsync(Plain, CancellationToken.None)).Id);
        Assert.Single(await Gather(strict.StreamAsync(Plain, CancellationToken.None)));
        Assert.Empty(await strict.ListModelsAsync(CancellationToken.None));
        Assert.Same(inner.Capabilities, strict.Capabilities);
        Assert.Equal(3, inner.Calls);
    }

    [Fact]
    public async Task A_request_with_a_field_that_changes_nothing_reaches_nobody()
    {
        var inner = new CountingBackend();
        await using var strict = new StrictBackend(inner);

        var whole = await Assert.ThrowsAsync<ChatException>(() =>
            strict.CompleteAsync(WithUser, CancellationToken.None)
        );
        var inBand = Assert.Single(await Gather(strict.StreamInBandAsync(WithUser, CancellationToken.None)));

        Assert.Equal("The local engine does not heed user, so the request was not sent.", whole.Message);
        Assert.Equal(whole.Message, inBand.Error?.Message);
        Assert.Equal(0, inner.Calls);
    }

    [Fact]
    public async Task The_backend_within_goes_with_the_wrapper()
    {
        var inner = new CountingBackend();
        await new StrictBackend(inner).DisposeAsync();

        Assert.True(inner.Disposed);
        Assert.Throws<ArgumentNullException>(() => new StrictBackend(null!));
    }

    private static async Task<List<ChatCompletionChunk>> Gather(IAsyncEnumerable<ChatCompletionChunk> chunks)
    {
        var all = new List<ChatCompletionChunk>();
        await foreach (var chunk in chunks)
        {
            all.Add(chunk);
        }

        return all;
    }

    private sealed class CountingBackend : IChatBackend
    {
        public int Calls { get; private set; }

        public bool Disposed { get; private set; }

        public BackendCapabilities Capabilities => CapabilityTable.For("embedded");

        public Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult(new ChatCompletion { Id = "x", Choices = [] });
        }

        public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
            ChatCompletionRequest request,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            Calls++;
            await Task.CompletedTask;
            yield return new ChatCompletionChunk { Id = "x" };
        }

        public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult<IReadOnlyList<ModelDescription>>([]);
        }

        public ValueTask DisposeAsync()
        {
            Disposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
