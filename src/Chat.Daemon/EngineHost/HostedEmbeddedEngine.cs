using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Daemon.Inline;
using Chat.Daemon.Settings;
using Chat.Engine;
using Chat.Engine.Models;
using Chat.Rpc.Protocol;
using Microsoft.Extensions.Logging;
using HostState = Chat.Rpc.Protocol.EngineStatus;

namespace Chat.Daemon.EngineHost;

/// <summary>The embedded llama.cpp engine, as a host serves it.</summary>
internal sealed class HostedEmbeddedEngine : IHostedEngine, IProgress<EngineProgress>
{
    private readonly EmbeddedBackend _backend;
    private readonly ModelCatalog _catalog;

    /// <summary>Makes it; nothing is loaded before the first request.</summary>
    /// <param name="settings">Where the models and libraries are.</param>
    /// <param name="loggers">Where the engine's warnings go.</param>
    public HostedEmbeddedEngine(ChatSettings settings, ILoggerFactory loggers)
    {
        var folders = LocalEngine.EmbeddedEngine.FoldersOf(settings);
        _catalog = new ModelCatalog(folders);
        var options = new EngineOptions { Progress = this, Loggers = loggers };
        _backend = new EmbeddedBackend(
            _catalog,
            new ModelVerifier(folders, loggers.CreateLogger<ModelVerifier>()),
            settings.NativeFolder is { } native ? options with { NativeFolder = native } : options
        );
    }

    /// <inheritdoc/>
    public IPrioritizedBackend Backend => _backend;

    /// <inheritdoc/>
    public Action<ProgressValue> Progress { private get; set; } = _ => { };

    /// <inheritdoc/>
    public void Report(EngineProgress value)
    {
        const long Whole = 1000;
        Progress(
            new ProgressValue
            {
                Stage = value.Stage switch
                {
                    EngineStage.Verify => "verify",
                    EngineStage.Load => "load",
                    _ => "prefill",
                },
                Done = (long)(Math.Clamp(value.Fraction, 0, 1) * Whole),
                Total = Whole,
            }
        );
    }

    /// <inheritdoc/>
    public async Task<TokensCountResult> CountAsync(TokensCountParams fields, CancellationToken cancellationToken)
    {
        if (fields.Messages is not null || fields.Text is not { } text)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The engine host counts the tokens of params.text only.",
                "Send the text, without messages."
            );
        }

        var tokens = await _backend.TokenizeAsync(fields.Model, text, cancellationToken).ConfigureAwait(false);
        return new TokensCountResult
        {
            Tokens = tokens.Count,
            Model = _catalog.Resolve(fields.Model).Reference,
            Pieces = fields.Pieces
                ? [.. tokens.Select(token => new TokenPiece { Id = token.Id, Text = token.Text })]
                : null,
        };
    }

    /// <inheritdoc/>
    public Task<InlineResult> ProposeAsync(InlineParams fields, CancellationToken cancellationToken) =>
        InlineMethods.AnswerAsync(_backend, fields, cancellationToken);

    /// <inheritdoc/>
    public async Task<ModelDescription> LoadAsync(string model, CancellationToken cancellationToken)
    {
        await _backend.LoadAsync(model, cancellationToken).ConfigureAwait(false);
        return Describe(_catalog.Resolve(model), isLoaded: true);
    }

    /// <inheritdoc/>
    public async Task<ModelDescription> UnloadAsync(string model, CancellationToken cancellationToken)
    {
        await _backend.UnloadAsync(model, cancellationToken).ConfigureAwait(false);
        return Describe(_catalog.Resolve(model), isLoaded: false);
    }

    /// <inheritdoc/>
    public StatusResult Status()
    {
        var status = _backend.Status();
        var models = status.Models;
        var prompts = models.Sum(model => model.PromptTokens);
        var running = models.Sum(model => model.Running);
        return new StatusResult
        {
            Engine = new HostState { State = "ready" },
            Queue = new QueueStatus { Running = running, Waiting = Math.Max(0, status.OpenRequests - running) },
            Models = [.. models.Select(Describe)],
            Model = models.Count > 0 ? models[0].Reference : null,
            ReusePercent = prompts > 0 ? 100.0 * models.Sum(model => model.ReusedTokens) / prompts : null,
            Memory = new MemoryStatus
            {
                Models = models.Sum(model => model.WeightBytes),
                Contexts = models.Sum(model => model.CacheBytes),
            },
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    private static ModelDescription Describe(ModelFile file, bool isLoaded) =>
        new()
        {
            Id = file.Reference,
            Name = file.Name,
            ContextLength = file.ContextLength,
            SizeBytes = file.SizeBytes,
            Loaded = isLoaded,
        };

    private static ModelDescription Describe(LoadedModelStatus model) =>
        new()
        {
            Id = model.Reference,
            Name = model.Reference[(model.Reference.LastIndexOf('/') + 1)..],
            Loaded = true,
        };
}
