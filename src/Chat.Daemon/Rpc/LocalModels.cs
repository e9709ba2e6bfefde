using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Daemon.EngineHost;
using Chat.Daemon.Inline;
using Chat.Daemon.LocalEngine;
using Chat.Engine;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;
using HostState = Chat.Rpc.Protocol.EngineStatus;

namespace Chat.Daemon.Rpc;

/// <summary>
/// The local models of a process that lives long: in the engine host, and in this process where there is none to be had. Members may be
/// called from several threads at once.
/// </summary>
/// <param name="host">The process; without a way to the engine host everything is computed in it.</param>
/// <param name="note">Is told why something is computed in this process, once.</param>
internal sealed class LocalModels(CommandHost host, Action<string> note) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private IChatBackend? _own;
    private bool _isTold;
    private bool _disposed;

    /// <summary>Opens the way of one request; dispose of it when the request is over.</summary>
    /// <param name="priority">How soon it is computed.</param>
    /// <param name="progress">Is told what it waits for; null for nobody.</param>
    public IChatBackend Open(RequestPriority priority, IProgress<ProgressValue>? progress)
    {
        if (host.EngineHost is not { } link)
        {
            return new BorrowedBackend(Own(), priority);
        }

        return new HostOrOwnBackend(
            new EngineHostBackend(link.Client, progress),
            () => new BorrowedBackend(Own(), priority),
            TellOnce
        )
        {
            Priority = priority,
        };
    }

    /// <summary>What the engine holds and does. Starts and loads nothing.</summary>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <returns>The status; null when there is no engine yet.</returns>
    /// <exception cref="ChatException">The engine host does not answer, or is somebody else's.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<StatusResult?> StatusAsync(CancellationToken cancellationToken)
    {
        IChatBackend? own;
        lock (_gate)
        {
            own = _own;
        }

        if (own is null)
        {
            return host.EngineHost is { } link
                ? await link.Client.StatusAsync(cancellationToken).ConfigureAwait(false)
                : null;
        }

        var models = await own.ListModelsAsync(cancellationToken).ConfigureAwait(false);
        return new StatusResult
        {
            Engine = new HostState { State = "ready" },
            Queue = new QueueStatus(),
            Models = [.. models.Where(model => model.Loaded)],
        };
    }

    /// <summary>Brings a model into the engine host's memory, or takes it out.</summary>
    /// <param name="method"><c>models/load</c> or <c>models/unload</c>.</param>
    /// <param name="model">The reference of a local model.</param>
    /// <param name="progress">Is told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">There is no such model, it cannot be loaded, or there is no engine host to be had.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<ModelResult> ChangeAsync(
        RpcMethod<ModelParams, ModelResult> method,
        string model,
        IProgress<ProgressValue>? progress,
        CancellationToken cancellationToken
    ) =>
        host.EngineHost is { } link
            ? link.Client.CallAsync(
                method,
                token => new ModelParams { Model = EngineHostBackend.Rooted(model)!, Progress = token },
                progress,
                cancellationToken
            )
            : throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"An engine in this process loads a model with the first request to it, and takes no {method.Name}.",
                "Leave --in-process out, or send chat/complete with max_tokens 1 to have a model loaded."
            );

    /// <summary>Proposes text at an editor's cursor.</summary>
    /// <param name="fields">What is around the cursor; the model is a local one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">A field is wrong, or the engine failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<InlineResult> ProposeAsync(InlineParams fields, CancellationToken cancellationToken)
    {
        if (host.EngineHost is { } link)
        {
            try
            {
                return await link
                    .Client.CallAsync(
                        RpcMethods.CompletionInline,
                        _ => fields with { Model = EngineHostBackend.Rooted(fields.Model) },
                        progress: null,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            catch (ChatException error) when (error.InnerException is EngineHostUnavailableException)
            {
                TellOnce(error.Message);
            }
        }

        return Own() is EmbeddedBackend engine
            ? await InlineMethods.AnswerAsync(engine, fields, cancellationToken).ConfigureAwait(false)
            : throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The engine of this process proposes no text at a cursor.",
                "Leave --in-process out."
            );
    }

    /// <summary>Tells why something is computed in this process; only the first time.</summary>
    /// <param name="what">Why.</param>
    public void TellOnce(string what)
    {
        lock (_gate)
        {
            if (_isTold)
            {
                return;
            }

            _isTold = true;
        }

        note(what);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        IChatBackend? own;
        lock (_gate)
        {
            _disposed = true;
            (own, _own) = (_own, null);
        }

        if (own is not null)
        {
            await own.DisposeAsync().ConfigureAwait(false);
        }
    }

    private IChatBackend Own()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _own ??= host.Engine.Open(new EngineChoices(), progress: null);
        }
    }
}
