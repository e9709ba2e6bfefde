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
    private readonly int _threads;
    private LlamaContext? _context;
    private ContextShape? _shape;

    /// <summary>Takes ownership of a model.</summary>
    /// <param name="library">The llama.cpp it was loaded by.</param>
    /// <param name="file">Where it came from.</param>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads to compute on.</param>
    /// <param name="poll">How long a waiting thread spins, 0 to 100.</param>
    /// <param name="contextLength">The context window to keep to, in tokens.</param>
    public LoadedModel(LlamaLibrary library, ModelFile file, LlamaModel model, int threads, int poll, int contextLength)
    {
        _library = library;
        _model = model;
        _threads = threads;
        _threadpool = library.CreateThreadpool(threads, poll);
        File = file;
        ContextLength = contextLength;
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
    public int ContextLength { get; }

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
    /// <exception cref="Chat.Core.Errors.ChatException">It does not fit in memory.</exception>
    public LlamaContext GetContext(GenerationPlan plan) =>
        GetContext(ContextShape.For((int)Math.Min(plan.CacheTokens, int.MaxValue / 2), plan.Choices, _threads));

    /// <summary>A context of at least a shape: the last one when it covers it, else a new one in its place.</summary>
    /// <param name="shape">The shape.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">It does not fit in memory.</exception>
    public LlamaContext GetContext(ContextShape shape)
    {
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

    /// <inheritdoc/>
    public void Dispose()
    {
        _context?.Dispose();
        _threadpool.Dispose();
        _model.Dispose();
    }
}
