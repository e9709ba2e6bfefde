using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.EngineHost;

/// <summary>Answers with the engine host. Disposing of it ends its own calls; the client, and what others ask through it, goes on.</summary>
/// <param name="client">The way to the host; not owned.</param>
/// <param name="progress">Is told what requests wait for, on the loop that reads; null for nobody.</param>
public sealed class EngineHostBackend(EngineHostClient client, IProgress<ProgressValue>? progress = null)
    : IPrioritizedBackend
{
    private const string EngineColumn = "embedded";
    private const string ModelFileEnd = ".gguf";
    private const string LocalPrefix = "local/";

    private readonly CancellationTokenSource _closing = new();
    private int _closed;

    /// <inheritdoc/>
    // Made when first asked for: the table is large, and few answers need it.
    public BackendCapabilities Capabilities => field ??= CapabilityTable.For(EngineColumn);

    /// <inheritdoc/>
    public Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken) =>
        CompleteAsync(request, RequestPriority.Interactive, cancellationToken);

    /// <inheritdoc/>
    // In chunks, so that there is something to show when the host ends half-way.
    public Task<ChatCompletion> CompleteAsync(
        ChatCompletionRequest request,
        RequestPriority priority,
        CancellationToken cancellationToken
    ) =>
        ChatBackendStreams.GatherAsync(
            request,
            (asked, token) => StreamAsync(asked, priority, token),
            cancellationToken
        );

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    ) => StreamAsync(request, RequestPriority.Interactive, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        ChatCompletionRequestChecks.Check(request);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var fields = new ChatCompleteParams
        {
            Request = request with { Model = Rooted(request.Model) },
            Priority = priority,
        };
        var chunks = client.StreamAsync(fields, progress, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        await using var owned = chunks.ConfigureAwait(false);
        while (await HeedAsync(() => chunks.MoveNextAsync(), cancellationToken).ConfigureAwait(false))
        {
            yield return chunks.Current;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var result = await HeedAsync(
                async () =>
                    await client
                        .CallAsync(RpcMethods.ModelsList, _ => new ModelsListParams(), progress: null, stop.Token)
                        .ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        return result.Models;
    }

    /// <summary>Ends the calls of this backend.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            // The token's source holds nothing that must be freed: a call that comes in this moment finds it cancelled and not gone.
            await _closing.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A model reference as the host reads it, whose current folder is another one.</summary>
    /// <param name="model">The reference.</param>
    public static string? Rooted(string? model) =>
        model is not null
        && model.EndsWith(ModelFileEnd, StringComparison.OrdinalIgnoreCase)
        && !model.StartsWith(LocalPrefix, StringComparison.Ordinal)
        && !model.Contains('\0', StringComparison.Ordinal)
            ? Path.GetFullPath(model)
            : model;

    private async ValueTask<T> HeedAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(EngineHostBackend), "The backend was closed while it answered.");
        }
    }
}
