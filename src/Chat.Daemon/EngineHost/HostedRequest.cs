using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary>The engine as one <c>chat/complete</c> sees it: with its model, its priority and its line of progress. Counts as open from the first call to its end.</summary>
/// <param name="services">The host.</param>
/// <param name="session">The connection it came on.</param>
/// <param name="fields">The request.</param>
/// <param name="line">Is told what it waits for; null for nobody.</param>
internal sealed class HostedRequest(
    HostServices services,
    HostSession session,
    ChatCompleteParams fields,
    IProgress<ProgressValue>? line
) : IChatBackend
{
    /// <inheritdoc/>
    public BackendCapabilities Capabilities => services.Engine.Backend.Capabilities;

    /// <inheritdoc/>
    public Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken) =>
        ChatBackendStreams.GatherAsync(request, StreamAsync, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var slot = await services.EnterAsync(session, cancellationToken).ConfigureAwait(false);
        using var waiting = services.Lines.Add(line);
        var start = services.Settings.Time.GetTimestamp();
        var isFirst = true;
        var chunks = services.Engine.Backend.StreamAsync(
            request with
            {
                Model = fields.Model ?? request.Model,
            },
            fields.Priority ?? RequestPriority.Interactive,
            cancellationToken
        );
        await foreach (var chunk in chunks.ConfigureAwait(false))
        {
            if (isFirst)
            {
                isFirst = false;
                waiting.Dispose();
                services.Latency = services.Settings.Time.GetElapsedTime(start);
                // What waited runs from here on, perhaps with a model that was loaded for it.
                services.Gate.Changed();
            }

            yield return chunk;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) =>
        services.Engine.Backend.ListModelsAsync(cancellationToken);

    /// <summary>The engine is not disposed of: it is the host's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
