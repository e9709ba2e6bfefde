using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Client.Tests.Support;

/// <summary>A backend that does what a test says.</summary>
internal sealed class ScriptedBackend : IChatBackend
{
    public Func<ChatCompletionRequest, Task<ChatCompletion>> Complete { get; init; } =
        _ => throw new NotSupportedException();

    public Func<ChatCompletionRequest, IAsyncEnumerable<ChatCompletionChunk>> Stream { get; init; } =
        _ => throw new NotSupportedException();

    public Func<Task<IReadOnlyList<ModelDescription>>> Models { get; init; } = () => throw new NotSupportedException();

    public BackendCapabilities Capabilities { get; init; } = new([]);

    public bool IsDisposed { get; private set; }

    /// <summary>A stream of chunks with an exception after them, if there is one.</summary>
    public static async IAsyncEnumerable<ChatCompletionChunk> Play(
        IEnumerable<ChatCompletionChunk> chunks,
        Exception? error = null,
        Action<int>? before = null
    )
    {
        var index = 0;
        foreach (var chunk in chunks)
        {
            before?.Invoke(index++);
            await Task.Yield();
            yield return chunk;
        }

        before?.Invoke(index);
        if (error is not null)
        {
            throw error;
        }
    }

    public Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken) =>
        Complete(request);

    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var chunk in Stream(request).WithCancellation(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return chunk;
        }
    }

    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) => Models();

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
