using System.Text;
using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Native;
using Chat.Engine.Threads;
using Microsoft.Extensions.Logging;

namespace Chat.Engine.Models;

/// <summary>
/// Keeps one model loaded and puts another in its place when asked. Used by one request at a time.
/// A file is checked in this order: its form (the GGUF pre-check), its SHA-256 where one is known, and only then native code sees it.
/// </summary>
/// <param name="verifier">Checks files against their SHA-256.</param>
/// <param name="options">How the engine runs.</param>
internal sealed class ModelSlot(ModelVerifier verifier, EngineOptions options) : IDisposable
{
    private readonly ILogger _logger = options.Loggers.CreateLogger("Chat.Engine.Llama");
    private LoadedModel? _loaded;

    /// <summary>True when a file's model is the one in memory.</summary>
    /// <param name="file">The file.</param>
    public bool Holds(ModelFile file) =>
        _loaded is { } loaded && string.Equals(loaded.File.Path, file.Path, StringComparison.Ordinal);

    /// <summary>Gets the model of a file, loading it when it is not the one in memory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <returns>The model, and how long the load took; null when there was none.</returns>
    /// <exception cref="ChatException">The file or the libraries are not usable.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<(LoadedModel Model, TimeSpan? LoadTime)> GetAsync(
        ModelFile file,
        CancellationToken cancellationToken
    )
    {
        if (_loaded is { } loaded && Holds(file))
        {
            return (loaded, null);
        }

        var start = options.Time.GetTimestamp();
        _loaded?.Dispose();
        _loaded = null;
        var header = await CheckAsync(file, cancellationToken).ConfigureAwait(false);
        // Loading blocks; the caller's thread may be one that must not.
        _loaded = await Task.Run(() => Load(file, header, cancellationToken), cancellationToken).ConfigureAwait(false);
        return (_loaded, options.Time.GetElapsedTime(start));
    }

    /// <summary>Turns text into tokens with the vocabulary of a file.</summary>
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
        if (_loaded is { } loaded && Holds(file))
        {
            return Tokenize(loaded.Vocabulary, text);
        }

        await CheckAsync(file, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => TokenizeApart(file, text, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _loaded?.Dispose();

    private async Task<GgufHeader> CheckAsync(ModelFile file, CancellationToken cancellationToken)
    {
        var header = GgufPreCheck.Check(file.Path, cancellationToken);
        options.Progress?.Report(new EngineProgress(EngineStage.Verify, 0));
        await verifier.VerifyAsync(file, cancellationToken).ConfigureAwait(false);
        return header;
    }

    private LoadedModel Load(ModelFile file, GgufHeader header, CancellationToken cancellationToken)
    {
        var library = LlamaLibrary.Load(options.NativeFolder, _logger);
        var shape = ModelShape.From(header);
        var contextLength = ChooseContextLength(shape.ContextLength);
        var gpuLayers = GpuPlan.Layers(
            library.Devices,
            header.TensorBytes,
            shape.CacheBytesPerToken * contextLength,
            shape.Layers
        );
        var model = LlamaModel.Load(
            library,
            file.Path,
            gpuLayers,
            vocabularyOnly: false,
            options.Progress,
            cancellationToken
        );
        return new LoadedModel(library, file, model, options.Threads ?? UsableCores.Count().Usable, options.Poll, contextLength);
    }

    private List<TextToken> TokenizeApart(ModelFile file, string text, CancellationToken cancellationToken)
    {
        var library = LlamaLibrary.Load(options.NativeFolder, _logger);
        using var model = LlamaModel.Load(
            library,
            file.Path,
            gpuLayers: 0,
            vocabularyOnly: true,
            progress: null,
            cancellationToken
        );
        return Tokenize(model.Vocabulary, text);
    }

    private static List<TextToken> Tokenize(Vocabulary vocabulary, string text)
    {
        var buffer = new byte[64];
        return vocabulary.Tokenize(text).Select(Describe).ToList();

        TextToken Describe(int token) => new(token, Encoding.UTF8.GetString(vocabulary.Piece(token, ref buffer)));
    }

    private int ChooseContextLength(int? trained)
    {
        if (options.ContextLength is { } asked)
        {
            return asked <= (trained ?? int.MaxValue)
                ? asked
                : throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"A context window of {asked} tokens was asked for, and the model was trained for {trained}.",
                    $"Ask for {trained} or fewer."
                );
        }

        return Math.Min(trained ?? EngineOptions.DefaultMaxContextLength, EngineOptions.DefaultMaxContextLength);
    }
}
