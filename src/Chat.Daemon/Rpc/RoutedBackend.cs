using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>
/// Answers one <c>chat/complete</c> by the profile that its model names, with its priority and limits, and tells the status of it.
/// </summary>
/// <param name="routes">The profiles.</param>
/// <param name="status">Is told of the request.</param>
/// <param name="host">The process.</param>
/// <param name="fields">The params.</param>
/// <param name="call">The request.</param>
internal sealed class RoutedBackend(
    ProfileRoutes routes,
    StatusBoard status,
    CommandHost host,
    ChatCompleteParams fields,
    RpcCall call
) : IChatBackend
{
    private readonly IProgress<ProgressValue>? _progress = call.OpenProgress(fields.Progress);

    /// <summary>Not known before the model is.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public BackendCapabilities Capabilities => throw new NotSupportedException();

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        // Off the loop that reads: the profiles file may have to be read.
        await Task.Yield();
        var visit = Open(request);
        await using var owned = visit.ConfigureAwait(false);
        using var watched = Begin(visit);
        var asked = request with { Model = visit.Reference.AskedName };
        var answer = await visit.Backend.CompleteAsync(asked, cancellationToken).ConfigureAwait(false);
        watched.Ended(answer.Timings);
        return answer;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var visit = Open(request);
        await using var owned = visit.ConfigureAwait(false);
        using var watched = Begin(visit);
        var asked = request with { Model = visit.Reference.AskedName };
        await foreach (var chunk in visit.Backend.StreamAsync(asked, cancellationToken).ConfigureAwait(false))
        {
            watched.Came(chunk);
            yield return chunk;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: it answers one request.</exception>
    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private RouteVisit Open(ChatCompletionRequest request) =>
        routes.Open(
            fields.Model ?? request.Model ?? host.Settings.Model,
            fields.Priority ?? RequestPriority.Interactive,
            fields.Timeouts,
            _progress
        );

    private StatusEntry Begin(RouteVisit visit)
    {
        _progress?.Report(
            new ProgressValue { Stage = "wait", Message = $"Waiting for the first token of {visit.Reference}." }
        );
        return status.Begin(visit.Reference, host.Time);
    }
}
