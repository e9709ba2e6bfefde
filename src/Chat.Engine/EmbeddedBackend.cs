using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Engine.Models;
using Chat.Engine.Scheduling;

namespace Chat.Engine;

/// <summary>
/// Answers with GGUF models in this process, on llama.cpp. One model is kept loaded; requests are computed one after another, each with
/// its choices side by side.
/// </summary>
public sealed class EmbeddedBackend : IChatBackend
{
    /// <summary>The most requests that may wait for their turn; one more fails with <see cref="ChatErrorKind.Overloaded"/>.</summary>
    public const int MaxWaiting = 64;

    // Chunks that the engine may be ahead of a slow reader before it waits.
    private const int MaxChunksAhead = 256;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ModelCatalog _catalog;
    private readonly EngineOptions _options;
    private readonly ModelSlot _slot;
    private int _waiting;
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
        _slot = new ModelSlot(new ModelLoader(verifier, options), options);
    }

    /// <inheritdoc/>
    public BackendCapabilities Capabilities => EngineFields.Capabilities;

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var streamOptions = (request.StreamOptions ?? new StreamOptions()) with { IncludeUsage = true };
        var gathered = new ChatCompletionAccumulator();
        try
        {
            var chunks = StreamAsync(request with { StreamOptions = streamOptions }, cancellationToken);
            await foreach (var chunk in chunks.ConfigureAwait(false))
            {
                gathered.Add(chunk);
            }
        }
        catch (ChatException error) when (gathered.HasChunks)
        {
            throw error.WithPartial(gathered.ToCompletion(CompletionOutcome.Failed));
        }

        return gathered.ToCompletion();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        ChatCompletionRequestChecks.Check(request);
        var warnings = EngineFields.Check(request).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var chunks = Channel.CreateBounded<ChatCompletionChunk>(
            new BoundedChannelOptions(MaxChunksAhead) { SingleReader = true, SingleWriter = true }
        );
        // The engine's turn belongs to the work and not to its reader: a reader that never comes back holds nobody up.
        var work = Task.Run(() => ServeAsync(request, warnings, chunks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var chunk in chunks.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return chunk;
            }

            await FinishAsync(work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A reader that leaves early stops the engine.
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                    Loaded = _slot.Holds(file),
                }),
        ]);
    }

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
        await EnterAsync(stop.Token).ConfigureAwait(false);
        try
        {
            var file = _catalog.Resolve(model);
            return await Task.Run(() => _slot.TokenizeAsync(file, text, stop.Token), stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops what is running, fails what waits with <see cref="ObjectDisposedException"/>, and gives the model back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
        _slot.Dispose();
        // The turn is never given back, and neither it nor the token's source holds anything that must be freed: a request that
        // comes in this moment finds them closed and not gone.
    }

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MaxWaiting)
            {
                throw new ChatException(
                    ChatErrorKind.Overloaded,
                    $"{MaxWaiting} requests are waiting for the local engine.",
                    "Try again when some have been answered."
                )
                {
                    IsRetryable = true,
                };
            }

            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task FinishAsync(Task work, CancellationToken cancellationToken)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(EmbeddedBackend), "The backend was closed while it answered.");
        }
        catch (Exception error) when (error is not ChatException)
        {
            // Whatever gets here is a fault of this program; callers know one type of failure.
            throw new ChatException(
                ChatErrorKind.Internal,
                $"The local engine failed in a way it does not know: {error.Message}",
                "Try again, and report it if it goes on.",
                error
            );
        }
    }

    private async Task ServeAsync(
        ChatCompletionRequest request,
        List<string> warnings,
        ChannelWriter<ChatCompletionChunk> chunks,
        CancellationToken cancellationToken
    )
    {
        var start = _options.Time.GetTimestamp();
        try
        {
            await EnterAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var file = _catalog.Resolve(request.Model);
                var (model, loadTime) = await _slot.GetAsync(file, cancellationToken).ConfigureAwait(false);
                var plan = RequestPlanner.Plan(request, model, _options.RandomSource);
                warnings.AddRange(model.Warnings);
                Generate(
                    new AnswerChunks(
                        model,
                        _options,
                        plan,
                        request.StreamOptions?.IncludeUsage == true,
                        warnings,
                        start
                    )
                );

                void Generate(AnswerChunks answer)
                {
                    var context = model.GetContext(plan);
                    var setUp = _options.Time.GetElapsedTime(start);
                    var run = new GenerationRun(context, model.Vocabulary, _options.Time, _options.Progress);
                    var tally = run.Run(
                        plan,
                        piece => Write(chunks, answer.Add(piece), cancellationToken),
                        cancellationToken
                    );
                    Write(chunks, answer.End(tally, setUp, loadTime), cancellationToken);
                    model.Trim();
                }
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            // The reader sees the end of the chunks, and then the outcome of this task.
            chunks.Complete();
        }
    }

    private static void Write(
        ChannelWriter<ChatCompletionChunk> chunks,
        ChatCompletionChunk? chunk,
        CancellationToken cancellationToken
    )
    {
        while (chunk is not null && !chunks.TryWrite(chunk))
        {
            // The engine's own thread waits here for a slow reader.
            chunks.WaitToWriteAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
        }
    }
}
