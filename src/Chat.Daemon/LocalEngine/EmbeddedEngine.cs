using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Settings;
using Chat.Engine;
using Chat.Engine.Bench;
using Chat.Engine.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Daemon.LocalEngine;

/// <summary>The embedded llama.cpp engine, set up as the settings say.</summary>
/// <param name="settings">Folders, and the model to use when none is named.</param>
internal sealed class EmbeddedEngine(ChatSettings settings) : ILocalEngine
{
    // Found when first needed: a door that goes through the engine host never loads what stands behind this.
    private readonly Lazy<ModelFolders> _folders = new(() => FoldersOf(settings));

    /// <summary>The folders of models.</summary>
    /// <param name="settings">What the environment says.</param>
    public static ModelFolders FoldersOf(ChatSettings settings) =>
        new()
        {
            Bundled = ModelFolders.FindBundled(AppContext.BaseDirectory),
            User = settings.Folders.Models,
            Cache = settings.Folders.Cache,
        };

    /// <inheritdoc/>
    public IChatBackend Open(EngineChoices choices, ProgressLine? progress) =>
        new EmbeddedBackend(Catalog(), Verifier(), Options(choices, progress));

    /// <inheritdoc/>
    public async Task<TokenizedText> TokenizeAsync(
        string? model,
        string text,
        ProgressLine? progress,
        CancellationToken cancellationToken
    )
    {
        var catalog = Catalog();
        var file = catalog.Resolve(model);
        var backend = new EmbeddedBackend(catalog, Verifier(), Options(new EngineChoices(), progress));
        await using var owned = backend.ConfigureAwait(false);
        return new TokenizedText(
            file.Reference,
            await backend.TokenizeAsync(model, text, cancellationToken).ConfigureAwait(false)
        );
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelSummary> ListModels() =>
        [
            .. Catalog()
                .List()
                .Select(file => new ModelSummary(
                    file.Reference,
                    file.SizeBytes,
                    file.ContextLength ?? ReadContextLength(file),
                    SourceOf(file)
                )),
        ];

    /// <inheritdoc/>
    public async Task<ModelSheet> ShowModelAsync(string? model, CancellationToken cancellationToken)
    {
        var file = Catalog().Resolve(model);
        var header = ModelInspection.Inspect(file, cancellationToken);
        return new ModelSheet
        {
            Id = file.Reference,
            Name = header.Name,
            Source = SourceOf(file),
            Path = file.Path,
            SizeBytes = file.SizeBytes,
            FormatVersion = header.FormatVersion,
            Architecture = header.Architecture,
            Parameters = header.Parameters,
            Quantization = header.Quantization,
            ContextLength = header.ContextLength,
            VocabularySize = header.VocabularySize,
            HasChatTemplate = header.HasChatTemplate,
            HashState = await ReadHashStateAsync(file, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchMeasurement>> BenchAsync(
        BenchOptions options,
        EngineChoices choices,
        ProgressLine? progress,
        CancellationToken cancellationToken
    )
    {
        var engine = Options(choices, progress: null) with
        {
            Progress = progress is null ? null : new BenchProgressLine(progress, options),
        };
        return new EngineBench(Catalog(), Verifier(), engine).RunAsync(options, cancellationToken);
    }

    /// <inheritdoc/>
    public EngineInspection Inspect() => EngineInspection.Inspect(Options(new EngineChoices(), progress: null));

    /// <inheritdoc/>
    public string? ReadRelease() =>
        EngineInspection.ReadRelease(Options(new EngineChoices(), progress: null).NativeFolder);

    private ModelCatalog Catalog() => new(_folders.Value);

    private ModelVerifier Verifier() => new(_folders.Value, NullLogger<ModelVerifier>.Instance);

    private EngineOptions Options(EngineChoices choices, ProgressLine? progress)
    {
        var options = new EngineOptions
        {
            Threads = choices.Threads,
            Poll = choices.Poll ?? EngineOptions.DefaultPoll,
            ContextLength = choices.ContextLength,
            Progress = progress is null ? null : new EngineProgressLine(progress),
        };
        return settings.NativeFolder is { } folder ? options with { NativeFolder = folder } : options;
    }

    // A file that cannot be read is listed all the same: models show says what is wrong with it.
    private static int? ReadContextLength(ModelFile file)
    {
        try
        {
            return (int?)ModelInspection.Inspect(file, CancellationToken.None).ContextLength;
        }
        catch (ChatException)
        {
            return null;
        }
    }

    private async Task<string> ReadHashStateAsync(ModelFile file, CancellationToken cancellationToken)
    {
        try
        {
            var state = await Verifier().VerifyAsync(file, cancellationToken).ConfigureAwait(false);
            return state == ModelVerification.NothingKnown ? ModelSheet.HashUnknown : ModelSheet.HashVerified;
        }
        catch (ChatException error) when (error.Kind == ChatErrorKind.ModelInvalid)
        {
            return ModelSheet.HashMismatch;
        }
    }

    private static string SourceOf(ModelFile file) => file.IsBundled ? "bundled" : "user";
}
