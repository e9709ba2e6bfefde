using System.Text;
using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Native;
using Chat.Engine.Scheduling;
using Chat.Engine.Threads;

namespace Chat.Engine.Models;

/// <summary>
/// Keeps models in memory as far as they fit together; the one not used for longest goes when another needs its room, and none goes while
/// it is in use. Loads one at a time; a load that waits for room keeps nobody from the models in memory.
/// </summary>
/// <param name="loader">Brings files into memory.</param>
/// <param name="options">How the engine runs.</param>
internal sealed class ModelHost(ModelLoader loader, EngineOptions options) : IAsyncDisposable
{
    /// <summary>How long a load waits for the models in use to make room.</summary>
    public static readonly TimeSpan RoomLimit = TimeSpan.FromSeconds(30);

    // How long an answer takes is not known; this is about a short one.
    private static readonly TimeSpan RetryAdvised = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();

    // Those that wait here are requests, and the backend bounds them.
    private readonly SemaphoreSlim _door = new(1, 1);
    private readonly List<HostedModel> _models = [];
    private readonly int _threads = options.Threads ?? UsableCores.Count().Usable;
    private readonly ComputeGate _turn = new();
    private ThreadpoolHandle? _threadpool;
    private TaskCompletionSource? _idle;
    private long _uses;

    /// <summary>The memory in bytes that weights and caches may take together.</summary>
    public long MaxBytes { get; } = options.MaxModelBytes ?? EngineOptions.DefaultBytes();

    /// <summary>The models in memory, the one used last first.</summary>
    public IReadOnlyList<HostedModel> Models
    {
        get
        {
            lock (_gate)
            {
                return [.. _models.OrderByDescending(model => model.LastUsed)];
            }
        }
    }

    /// <summary>True when a file's model is in memory.</summary>
    /// <param name="file">The file.</param>
    public bool Holds(ModelFile file)
    {
        lock (_gate)
        {
            return Find(file) is not null;
        }
    }

    /// <summary>Gets the model of a file, loading it when it is not in memory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <exception cref="ChatException">
    /// The file or the libraries are not usable, and models in memory stay when it is the file's fault; or models in use made no room within
    /// <see cref="RoomLimit"/>: kind <see cref="ChatErrorKind.Overloaded"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ModelLease> LeaseAsync(ModelFile file, CancellationToken cancellationToken)
    {
        if (TryLease(file) is { } lease)
        {
            return lease;
        }

        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return TryLease(file) ?? await LoadAsync(file, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _door.Release();
        }
    }

    /// <summary>Turns text into tokens with the vocabulary of a file; its weights are not loaded for that.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The file or the libraries are not usable.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<TextToken>> TokenizeAsync(
        ModelFile file,
        string text,
        CancellationToken cancellationToken
    )
    {
        using (var lease = TryLease(file))
        {
            if (lease is not null)
            {
                return Tokenize(lease.Model.Vocabulary, text);
            }
        }

        await loader.CheckAsync(file, cancellationToken).ConfigureAwait(false);
        using var model = LlamaModel.Load(
            loader.LoadLibrary(),
            file.Path,
            gpuLayers: 0,
            vocabularyOnly: true,
            progress: null,
            cancellationToken
        );
        return Tokenize(model.Vocabulary, text);
    }

    /// <summary>Takes the model of a file out of memory. Nothing happens when it is not there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops the waiting for a load that is under way.</param>
    /// <exception cref="ChatException">It is in use: kind <see cref="ChatErrorKind.Overloaded"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task UnloadAsync(ModelFile file, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Take(file)?.Dispose();
        }
        finally
        {
            _door.Release();
        }
    }

    /// <summary>Waits until nothing is in use any more and gives all models back. No lease may be asked for after this.</summary>
    public async ValueTask DisposeAsync()
    {
        // Who is at the door leaves it first: a load that was begun ends with a lease.
        await _door.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        await MakeRoomAsync(long.MaxValue, Timeout.InfiniteTimeSpan, CancellationToken.None).ConfigureAwait(false);
        _threadpool?.Dispose();
        // The door stays shut for good.
    }

    private static List<TextToken> Tokenize(Vocabulary vocabulary, string text)
    {
        var buffer = new byte[64];
        return vocabulary.Tokenize(text).Select(Describe).ToList();

        TextToken Describe(int token) =>
            new(token, Encoding.UTF8.GetString(vocabulary.Piece(token, ref buffer, special: false)));
    }

    private HostedModel? Find(ModelFile file) =>
        _models.Find(model => string.Equals(model.Model.File.Path, file.Path, StringComparison.Ordinal));

    private HostedModel? Take(ModelFile file)
    {
        lock (_gate)
        {
            if (Find(file) is not { } hosted)
            {
                return null;
            }

            if (hosted.Leases > 0)
            {
                throw new ChatException(
                    ChatErrorKind.Overloaded,
                    $"The model {file.Reference} is in use and stays in memory.",
                    "Wait until its requests have ended, or cancel them."
                )
                {
                    IsRetryable = true,
                    RetryAfter = RetryAdvised,
                };
            }

            _models.Remove(hosted);
            return hosted;
        }
    }

    private ModelLease? TryLease(ModelFile file)
    {
        lock (_gate)
        {
            return Find(file) is { } hosted ? Lease(hosted, loadTime: null) : null;
        }
    }

    private ModelLease Lease(HostedModel hosted, TimeSpan? loadTime)
    {
        hosted.Leases++;
        hosted.LastUsed = ++_uses;
        return new ModelLease(hosted, loadTime, End);
    }

    private void End(HostedModel hosted)
    {
        lock (_gate)
        {
            hosted.Leases--;
            if (hosted.Leases == 0)
            {
                _idle?.TrySetResult();
            }
        }
    }

    private async Task<ModelLease> LoadAsync(ModelFile file, CancellationToken cancellationToken)
    {
        var start = options.Time.GetTimestamp();
        var header = await loader.CheckAsync(file, cancellationToken).ConfigureAwait(false);
        var settings = Settings(header);
        var bytes = header.TensorBytes + settings.UsualCacheBytes;
        await MakeRoomAsync(bytes, RoomLimit, cancellationToken).ConfigureAwait(false);
        var hosted = Load(file, header, settings, bytes, cancellationToken);
        lock (_gate)
        {
            _models.Add(hosted);
            return Lease(hosted, options.Time.GetElapsedTime(start));
        }
    }

    // Unloads what is not in use until there is room, and waits for more to be out of use where that is not enough.
    private async Task MakeRoomAsync(long bytes, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = options.Time.GetTimestamp();
        while (true)
        {
            HostedModel? oldest;
            var wait = Task.CompletedTask;
            lock (_gate)
            {
                if (_models.Count == 0 || _models.Sum(model => model.Bytes) <= MaxBytes - bytes)
                {
                    return;
                }

                oldest = _models.Where(model => model.Leases == 0).MinBy(model => model.LastUsed);
                if (oldest is null)
                {
                    _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    wait = _idle.Task;
                }
                else
                {
                    _models.Remove(oldest);
                }
            }

            oldest?.Dispose();
            if (!await IsDoneAsync(wait, Left(limit, start), cancellationToken).ConfigureAwait(false))
            {
                throw NoRoom();
            }
        }
    }

    private TimeSpan Left(TimeSpan limit, long start)
    {
        var left = limit - options.Time.GetElapsedTime(start);
        return limit == Timeout.InfiniteTimeSpan ? limit
            : left > TimeSpan.Zero ? left
            : TimeSpan.Zero;
    }

    private async Task<bool> IsDoneAsync(Task wait, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await wait.WaitAsync(limit, options.Time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static ChatException NoRoom() =>
        new(
            ChatErrorKind.Overloaded,
            $"The models in use left no room for another one within {RoomLimit.TotalSeconds:F0} seconds.",
            "Wait until their requests have ended, or let the engine use more memory."
        )
        {
            IsRetryable = true,
            RetryAfter = RetryAdvised,
        };

    private LoadedModelSettings Settings(GgufHeader header)
    {
        var shape = ModelShape.From(header);
        return new LoadedModelSettings(
            _threads,
            options.Poll,
            loader.ContextLength(shape),
            shape.CacheBytesPerToken,
            options.MaxCacheBytes ?? EngineOptions.DefaultBytes(),
            options.MaxSequences
        );
    }

    private HostedModel Load(
        ModelFile file,
        GgufHeader header,
        LoadedModelSettings settings,
        long bytes,
        CancellationToken cancellationToken
    )
    {
        var library = loader.LoadLibrary();
        var model = loader.Load(library, file, ModelShape.From(header), header, cancellationToken);
        try
        {
            // One model computes at a time, so all share the threads.
            _threadpool ??= library.CreateThreadpool(settings.Threads, settings.Poll);
            var loaded = new LoadedModel(library, file, model, settings, _threadpool);
            var threads = new ThreadChooser(settings.Threads, isFixed: options.Threads is not null);
            var core = new SchedulerCore(loaded, options.Time, _turn, threads, options.Progress);
            return new HostedModel(loaded, new ModelScheduler(core, $"engine {file.Name}"), bytes);
        }
        catch
        {
            // Whatever it is: the weights would stay in memory with nobody to give them back.
            model.Dispose();
            throw;
        }
    }
}
