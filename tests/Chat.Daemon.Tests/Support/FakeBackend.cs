using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Daemon.Tests.Support;

/// <summary>A backend that streams what a test says.</summary>
internal sealed class FakeBackend : IChatBackend
{
    public ChatCompletionRequest? Request { get; private set; }

    public bool Disposed { get; private set; }

    /// <summary>How many chunks were asked for before the stream was left.</summary>
    public int Given { get; private set; }

    public IReadOnlyList<ChatCompletionChunk> Chunks { get; set; } =
    [Support.Chunks.Text("Yes."), Support.Chunks.End()];

    /// <summary>The models that it lists.</summary>
    public IReadOnlyList<string> Models { get; set; } = [];

    /// <summary>What every call fails with; null to answer.</summary>
    public ChatException? Failure { get; set; }

    /// <summary>What the list of models alone fails with; null to list.</summary>
    public ChatException? ListFailure { get; set; }

    /// <summary>Called before each chunk with its place, and once after the last.</summary>
    public Func<int, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public BackendCapabilities Capabilities { get; set; } = new([]);

    /// <summary>What a call for a whole answer gets; null where none is expected: ask streams, so that what has come is never lost.</summary>
    public ChatCompletion? Answer { get; set; }

    public Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        Request = request;
        return Failure is { } failure ? throw failure : Task.FromResult(Answer ?? throw new NotSupportedException());
    }

    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        Request = request;
        if (Failure is { } failure)
        {
            throw failure;
        }

        for (var index = 0; index < Chunks.Count; index++)
        {
            await Before(index, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Given++;
            yield return Chunks[index];
        }

        await Before(Chunks.Count, cancellationToken);
    }

    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) =>
        (ListFailure ?? Failure) is { } failure
            ? throw failure
            : Task.FromResult<IReadOnlyList<ModelDescription>>([
                .. Models.Select(name => new ModelDescription { Id = name, Name = name }),
            ]);

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
