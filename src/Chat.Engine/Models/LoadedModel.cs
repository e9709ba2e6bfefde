using Chat.Core.Errors;
using Chat.Engine.Answers;
using Chat.Engine.Native;
using Chat.Engine.Sampling;
using Chat.Engine.Scheduling;

namespace Chat.Engine.Models;

/// <summary>A model that is ready to answer: its weights, prompt format, threads, and the context that all its sequences share.</summary>
internal sealed class LoadedModel : IDecoderSource, IDisposable
{
    private const int MostStates = 4;

    private readonly LlamaLibrary _library;
    private readonly LlamaModel _model;
    private readonly ThreadpoolHandle _threadpool;
    private readonly ThreadpoolHandle? _ownThreadpool;
    private readonly LoadedModelSettings _settings;
    private LlamaContext? _context;
    private ContextShape? _shape;

    /// <summary>Takes ownership of a model.</summary>
    /// <param name="library">The llama.cpp it was loaded by.</param>
    /// <param name="file">Where it came from.</param>
    /// <param name="model">The model.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="threadpool">The threads that all models share; null makes some for this one alone.</param>
    /// <exception cref="ChatException">The threads could not be made; the model is not owned then.</exception>
    public LoadedModel(
        LlamaLibrary library,
        ModelFile file,
        LlamaModel model,
        LoadedModelSettings settings,
        ThreadpoolHandle? threadpool = null
    )
    {
        _library = library;
        _model = model;
        _settings = settings;
        _ownThreadpool = threadpool is null ? library.CreateThreadpool(settings.Threads, settings.Poll) : null;
        _threadpool = threadpool ?? _ownThreadpool!;
        File = file;
        Format = new ModelFormat(model.ChatTemplate, model.Vocabulary);
        Tokenizer = new PromptTokenizer(model.Vocabulary);
        Defaults = file.Sampling is { } own
            ? SamplingOptions.Default with
            {
                Temperature = (float)(own.Temperature ?? SamplingOptions.Default.Temperature),
                TopP = (float)(own.TopP ?? SamplingOptions.Default.TopP),
                RepeatPenalty = (float)(own.RepeatPenalty ?? SamplingOptions.Default.RepeatPenalty),
                RepeatLastN = own.RepeatLastN ?? SamplingOptions.Default.RepeatLastN,
            }
            : SamplingOptions.Default;
    }

    /// <summary>Where it came from.</summary>
    public ModelFile File { get; }

    /// <summary>The context window it keeps to, in tokens.</summary>
    public int ContextLength => _settings.ContextLength;

    /// <summary>How it is spoken to, and how it speaks.</summary>
    public ModelFormat Format { get; }

    /// <summary>Prompts to tokens.</summary>
    public PromptTokenizer Tokenizer { get; }

    /// <summary>Its vocabulary.</summary>
    public Vocabulary Vocabulary => _model.Vocabulary;

    /// <summary>How tokens are chosen where a request does not say.</summary>
    public SamplingOptions Defaults { get; }

    /// <summary>What its cache takes at its usual size, in bytes.</summary>
    public long CacheBytes => _settings.UsualCacheBytes;

    /// <summary>How many tokens its cache holds at its usual size.</summary>
    public long CacheTokens => _settings.UsualTokens;

    /// <summary>What stands behind an answer, for its <c>system_fingerprint</c>.</summary>
    public string Fingerprint => $"llama.cpp-{_library.Version}";

    /// <summary>What a user should know about the model, a sentence each.</summary>
    public IEnumerable<string> Warnings => new[] { Format.Template.Warning, Format.Calls.Warning }.OfType<string>();

    /// <summary>Checks that a plan may ever be computed.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="ChatException">It would take more memory than it may: kind <see cref="ChatErrorKind.OutOfMemory"/>.</exception>
    public void Check(GenerationPlan plan)
    {
        var bytes = plan.CacheTokens * (double)_settings.CacheBytesPerToken;
        if (bytes > _settings.MaxCacheBytes || plan.CacheTokens > int.MaxValue / 2)
        {
            throw new ChatException(
                ChatErrorKind.OutOfMemory,
                $"{plan.Choices} answers of up to {plan.TokenLimit} tokens need {bytes / (1 << 20):F0} MiB for their cache, and {_settings.MaxCacheBytes >> 20} MiB may be used.",
                "Ask for fewer answers or fewer tokens."
            );
        }
    }

    /// <inheritdoc/>
    public bool Covers(GenerationPlan plan) =>
        _context is not null && _shape?.Covers(ShapeFor(plan.CacheTokens, plan.Choices)) == true;

    /// <inheritdoc/>
    public ISequenceDecoder Open(GenerationPlan plan)
    {
        Check(plan);
        // The old cache is given back first, so that both need never fit at once.
        Close();
        var shape = ShapeFor(Math.Max(plan.CacheTokens, _settings.UsualTokens), Math.Max(plan.Choices, UsualSequences));
        _context = LlamaContext.Create(_library, _model, _threadpool, shape);
        _shape = shape;
        return _context;
    }

    /// <inheritdoc/>
    public bool Trim()
    {
        var isLarge = _shape is { } shape && !ShapeFor(_settings.UsualTokens, UsualSequences).Covers(shape);
        if (isLarge)
        {
            Close();
        }

        return isLarge;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _context?.Dispose();
        _context = null;
        _shape = null;
    }

    // A model that keeps a state has one of full size for each sequence, used or not.
    private int UsualSequences =>
        _model.KeepsState ? Math.Min(MostStates, _settings.MaxSequences) : _settings.MaxSequences;

    private ContextShape ShapeFor(long tokens, int sequences) =>
        ContextShape.For((int)Math.Min(tokens, int.MaxValue / 2), sequences, _settings.Threads);

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _ownThreadpool?.Dispose();
        _model.Dispose();
    }
}
