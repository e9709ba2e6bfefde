using Chat.Core.Errors;
using Chat.Engine.Native;
using Chat.Engine.Sampling;
using Chat.Engine.Scheduling;
using Chat.Engine.Templates;

namespace Chat.Engine.Models;

/// <summary>A model that is ready to answer: its weights, prompt format, threads, and the context last used.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly LlamaLibrary _library;
    private readonly LlamaModel _model;
    private readonly ThreadpoolHandle _threadpool;
    private readonly LoadedModelSettings _settings;
    private LlamaContext? _context;
    private ContextShape? _shape;

    /// <summary>Takes ownership of a model.</summary>
    /// <param name="library">The llama.cpp it was loaded by.</param>
    /// <param name="file">Where it came from.</param>
    /// <param name="model">The model.</param>
    /// <param name="settings">How it is run.</param>
    /// <exception cref="ChatException">The threads could not be made; the model is not owned then.</exception>
    public LoadedModel(LlamaLibrary library, ModelFile file, LlamaModel model, LoadedModelSettings settings)
    {
        _library = library;
        _model = model;
        _settings = settings;
        _threadpool = library.CreateThreadpool(settings.Threads, settings.Poll);
        File = file;
        Template = BuiltInChatTemplate.Create(model.ChatTemplate);
        Tokenizer = new PromptTokenizer(model.Vocabulary);
        Defaults = file.Sampling is { } own
            ? SamplingOptions.Default with
            {
                Temperature = (float)(own.Temperature ?? SamplingOptions.Default.Temperature),
                TopP = (float)(own.TopP ?? SamplingOptions.Default.TopP),
            }
            : SamplingOptions.Default;
    }

    /// <summary>Where it came from.</summary>
    public ModelFile File { get; }

    /// <summary>The context window it keeps to, in tokens.</summary>
    public int ContextLength => _settings.ContextLength;

    /// <summary>Its prompt format.</summary>
    public IChatTemplate Template { get; }

    /// <summary>Prompts to tokens.</summary>
    public PromptTokenizer Tokenizer { get; }

    /// <summary>Its vocabulary.</summary>
    public Vocabulary Vocabulary => _model.Vocabulary;

    /// <summary>How tokens are chosen where a request does not say.</summary>
    public SamplingOptions Defaults { get; }

    /// <summary>What stands behind an answer, for its <c>system_fingerprint</c>.</summary>
    public string Fingerprint => $"llama.cpp-{_library.Version}";

    /// <summary>What a user should know about the model, a sentence each.</summary>
    public IEnumerable<string> Warnings => Template.Warning is { } warning ? [warning] : [];

    /// <summary>A context with room for a plan: the last one when it has, else a new one in its place.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="ChatException">It would take more memory than it may: kind <see cref="ChatErrorKind.OutOfMemory"/>.</exception>
    public LlamaContext GetContext(GenerationPlan plan)
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

        var shape = ContextShape.For((int)plan.CacheTokens, plan.Choices, _settings.Threads);
        if (_context is null || _shape is null || !_shape.Covers(shape))
        {
            // The old cache is given back first, so that both need never fit at once.
            _context?.Dispose();
            _context = null;
            _context = LlamaContext.Create(_library, _model, _threadpool, shape);
            _shape = shape;
        }

        return _context;
    }

    /// <summary>Gives back a context larger than the context window, which only several answers at once need.</summary>
    public void Trim()
    {
        if (_context?.Length > ContextShape.For(ContextLength, 1, _settings.Threads).Length)
        {
            _context.Dispose();
            _context = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _context?.Dispose();
        _threadpool.Dispose();
        _model.Dispose();
    }
}
