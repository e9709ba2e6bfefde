using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Engine.Answers;
using Chat.Engine.Models;
using Chat.Engine.Scheduling;

namespace Chat.Engine;

/// <summary>
/// Answers with GGUF models in this process, on llama.cpp. Requests to a model are computed side by side, a token of each in one batch;
/// several models stay loaded as far as they fit in memory.
/// </summary>
public sealed partial class EmbeddedBackend : IPrioritizedBackend
{
    /// <summary>
    /// The most requests that may wait beside the <see cref="EngineOptions.MaxSequences"/> that are computed at once; one more fails with
    /// <see cref="ChatErrorKind.Overloaded"/>.
    /// </summary>
    public const int MaxWaiting = 64;

    private readonly RequestDoor _door;
    private readonly CancellationTokenSource _closing = new();
    private readonly ModelCatalog _catalog;
    private readonly EngineOptions _options;
    private readonly ModelHost _host;
    private int _closed;

    /// <summary>Makes a backend; nothing is loaded before the first request.</summary>
    /// <param name="catalog">The models there are.</param>
    /// <param name="verifier">Checks model files against their SHA-256 before they are used.</param>
    /// <param name="options">How the engine runs.</param>
    /// <exception cref="ChatException">An option is out of its range: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public EmbeddedBackend(ModelCatalog catalog, ModelVerifier verifier, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(verifier);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _catalog = catalog;
        _options = options;
        _host = new ModelHost(new ModelLoader(verifier, options), options);
        _door = new RequestDoor(options.MaxSequences, MaxWaiting, options.Time);
    }

    /// <inheritdoc/>
    public BackendCapabilities Capabilities => EngineFields.Capabilities;

    /// <inheritdoc/>
    public Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken) =>
        CompleteAsync(request, RequestPriority.Interactive, cancellationToken);

    /// <inheritdoc/>
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
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        ChatCompletionRequestChecks.Check(request);
        var work = new EngineWork
        {
            Model = request.Model,
            Priority = priority,
            Choices = request.N ?? 1,
            IncludeUsage = request.StreamOptions?.IncludeUsage == true,
            Warnings = [.. EngineFields.Check(request)],
            Plan = model => RequestPlanner.Plan(request, model, _options.RandomSource, _options.Time.GetUtcNow()),
        };
        var watch = AnswerRequests.SchemaOf(request) is { } schema ? new SchemaWatch(schema) : null;
        await foreach (var chunk in StreamAsync(work, cancellationToken).ConfigureAwait(false))
        {
            yield return watch?.Read(chunk) ?? chunk;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        return Task.FromResult<IReadOnlyList<ModelDescription>>([
            .. _catalog
                .List()
                .Select(file => new ModelDescription
                {
                    Id = file.Reference,
                    Name = file.Name,
                    ContextLength = file.ContextLength,
                    SizeBytes = file.SizeBytes,
                    Loaded = _host.Holds(file),
                }),
        ]);
    }

    /// <summary>What the engine holds and does now. Loads nothing, and waits for nothing.</summary>
    public EngineStatus Status() =>
        new()
        {
            Models = [.. _host.Models.Select(model => model.Status())],
            MaxBytes = _host.MaxBytes,
            OpenRequests = _door.Open,
            MaxOpenRequests = _options.MaxSequences + MaxWaiting,
        };

    /// <summary>Turns text into tokens. A model that is not in memory has only its vocabulary loaded for that.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The model cannot be loaded.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<TextToken>> TokenizeAsync(
        string? model,
        string text,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var entered = _door.Enter();
        try
        {
            var file = _catalog.Resolve(model);
            return await Task.Run(() => _host.TokenizeAsync(file, text, stop.Token), stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _door.Leave(entered, hasRun: false);
        }
    }

    /// <summary>Brings a model into memory, for requests to come.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <exception cref="ChatException">The model cannot be loaded.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task LoadAsync(string? model, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var entered = _door.Enter();
        try
        {
            var file = _catalog.Resolve(model);
            using var lease = await Task.Run(() => _host.LeaseAsync(file, stop.Token), stop.Token)
                .ConfigureAwait(false);
        }
        finally
        {
            _door.Leave(entered, hasRun: false);
        }
    }

    /// <summary>Takes a model out of memory. Nothing happens when it is not there.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <param name="cancellationToken">Stops the waiting for a load that is under way.</param>
    /// <exception cref="ChatException">There is no such model; or it is in use: kind <see cref="ChatErrorKind.Overloaded"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task UnloadAsync(string? model, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var file = _catalog.Resolve(model);
        await Task.Run(() => _host.UnloadAsync(file, stop.Token), stop.Token).ConfigureAwait(false);
    }

    /// <summary>Stops what is running, fails what waits with <see cref="ObjectDisposedException"/>, and gives the models back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
        // The token's source holds nothing that must be freed: a request that comes in this moment finds it cancelled and not gone.
    }

    private async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        EngineWork work,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var stream = new AnswerStream(work.Choices);
        // The model belongs to the work and not to its reader: a reader that never comes back holds nobody up.
        var serving = Task.Run(() => ServeAsync(work, stream, stop.Token), CancellationToken.None);
        try
        {
            var chunks = stream.ReadAllAsync().GetAsyncEnumerator(CancellationToken.None);
            await using var owned = chunks.ConfigureAwait(false);
            while (await NextAsync(chunks, cancellationToken).ConfigureAwait(false))
            {
                yield return chunks.Current;
            }
        }
        finally
        {
            // A reader that leaves early stops the engine.
            await stop.CancelAsync().ConfigureAwait(false);
            await serving.ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> NextAsync(
        IAsyncEnumerator<ChatCompletionChunk> chunks,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await chunks.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(EmbeddedBackend), "The backend was closed while it answered.");
        }
        catch (Exception error) when (error is not (ChatException or ObjectDisposedException))
        {
            // Whatever gets here is a fault of this program; callers know one type of failure.
            throw EngineFaults.Of(error);
        }
    }

    // Never fails: the failure is at the end of the stream.
    private async Task ServeAsync(EngineWork work, AnswerStream stream, CancellationToken cancellationToken)
    {
        try
        {
            var entered = _door.Enter();
            var hasRun = false;
            try
            {
                hasRun = await RunAsync(work, stream, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _door.Leave(entered, hasRun);
            }
        }
        catch (Exception error)
        {
            stream.End(error);
        }
    }

    // True for an answer that was computed to its end.
    private async Task<bool> RunAsync(EngineWork work, AnswerStream stream, CancellationToken cancellationToken)
    {
        var start = _options.Time.GetTimestamp();
        var file = _catalog.Resolve(work.Model);
        using var lease = await _host.LeaseAsync(file, cancellationToken).ConfigureAwait(false);
        var model = lease.Model;
        if (work.Plan(model) is not { } plan)
        {
            stream.End();
            return false;
        }

        model.Check(plan);
        cancellationToken.ThrowIfCancellationRequested();
        var job = new GenerationJob(plan, model.Vocabulary, _options.Time)
        {
            Priority = work.Priority,
            Answer = new AnswerChunks(
                model,
                _options,
                plan,
                work.IncludeUsage,
                [.. work.Warnings, .. plan.Warnings, .. model.Warnings],
                start
            ),
            Stream = stream,
            Requested = start,
            LoadTime = lease.LoadTime,
            CancellationToken = cancellationToken,
        };
        await lease.Scheduler.RunAsync(job).ConfigureAwait(false);
        return !job.GoesOn;
    }
}
