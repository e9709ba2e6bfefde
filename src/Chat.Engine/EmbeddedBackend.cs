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
/// <param name="catalog">The models there are.</param>
/// <param name="verifier">Checks model files against their SHA-256 before they are used.</param>
/// <param name="options">How the engine runs.</param>
public sealed class EmbeddedBackend(ModelCatalog catalog, ModelVerifier verifier, EngineOptions options) : IChatBackend
{
    /// <summary>The most requests that may wait for their turn; one more fails with <see cref="ChatErrorKind.Overloaded"/>.</summary>
    public const int MaxWaiting = 64;

    // Pieces that the engine may be ahead of a slow reader before it waits.
    private const int MaxPiecesAhead = 256;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ModelSlot _slot = new(verifier, options);
    private int _waiting;

    /// <inheritdoc/>
    public BackendCapabilities Capabilities => EngineFields.Capabilities;

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var whole = request with { StreamOptions = new StreamOptions { IncludeUsage = true } };
        var gathered = new ChatCompletionAccumulator();
        await foreach (var chunk in StreamAsync(whole, cancellationToken).ConfigureAwait(false))
        {
            gathered.Add(chunk);
        }

        return gathered.ToCompletion();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var start = options.Time.GetTimestamp();
        ChatCompletionRequestChecks.Check(request);
        var warnings = EngineFields.Check(request).ToList();
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var file = catalog.Resolve(request.Model);
            var (model, loadTime) = await _slot.GetAsync(file, cancellationToken).ConfigureAwait(false);
            var plan = RequestPlanner.Plan(request, model, options.RandomSource);
            warnings.AddRange(model.Warnings);
            var answer = new AnswerChunks(model, options, plan, request.StreamOptions?.IncludeUsage == true, warnings);
            var setUp = options.Time.GetElapsedTime(start);
            await foreach (
                var chunk in RunAsync(model, plan, answer, setUp, loadTime, cancellationToken).ConfigureAwait(false)
            )
            {
                yield return chunk;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<ModelDescription>>([
            .. catalog
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

    /// <summary>Turns text, or a conversation in its prompt format, into tokens. Loads the vocabulary only.</summary>
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
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var file = catalog.Resolve(model);
            return await _slot.TokenizeAsync(file, text, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        _slot.Dispose();
        _turn.Dispose();
    }

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new ChatException(
                ChatErrorKind.Overloaded,
                $"{MaxWaiting} requests are waiting for the local engine.",
                "Try again when some have been answered."
            )
            {
                IsRetryable = true,
            };
        }

        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async IAsyncEnumerable<ChatCompletionChunk> RunAsync(
        LoadedModel model,
        GenerationPlan plan,
        AnswerChunks answer,
        TimeSpan setUp,
        TimeSpan? loadTime,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pieces = Channel.CreateBounded<ChunkChoice>(
            new BoundedChannelOptions(MaxPiecesAhead) { SingleReader = true, SingleWriter = true }
        );
        var run = Task.Factory.StartNew(
            () => Generate(model, plan, pieces.Writer, stop.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                foreach (var chunk in answer.Add(piece))
                {
                    yield return chunk;
                }
            }

            var tally = await run.ConfigureAwait(false);
            foreach (var chunk in answer.End(tally, setUp, loadTime))
            {
                yield return chunk;
            }
        }
        finally
        {
            // A reader that leaves early stops the engine, and the context is free only when it has stopped.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private GenerationTally Generate(
        LoadedModel model,
        GenerationPlan plan,
        ChannelWriter<ChunkChoice> pieces,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var context = model.GetContext(plan);
            return new GenerationRun(context, model.Vocabulary, options.Time, options.Progress).Run(
                plan,
                piece => Write(pieces, piece, cancellationToken),
                cancellationToken
            );
        }
        finally
        {
            // The reader sees the end of the pieces, and then the outcome of this task.
            pieces.Complete();
        }
    }

    private static void Write(ChannelWriter<ChunkChoice> pieces, ChunkChoice piece, CancellationToken cancellationToken)
    {
        while (!pieces.TryWrite(piece))
        {
            // The engine's own thread waits here for a slow reader.
            pieces.WaitToWriteAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
        }
    }
}
