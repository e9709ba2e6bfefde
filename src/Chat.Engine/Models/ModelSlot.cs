using System.Text;
using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Threads;

namespace Chat.Engine.Models;

/// <summary>
/// Keeps one model loaded and puts another in its place when asked. Used by one request at a time; its calls block.
/// </summary>
/// <param name="loader">Brings files into memory.</param>
/// <param name="options">How the engine runs.</param>
internal sealed class ModelSlot(ModelLoader loader, EngineOptions options) : IDisposable
{
    private LoadedModel? _loaded;

    /// <summary>True when a file's model is the one in memory.</summary>
    /// <param name="file">The file.</param>
    public bool Holds(ModelFile file) =>
        _loaded is { } loaded && string.Equals(loaded.File.Path, file.Path, StringComparison.Ordinal);

    /// <summary>Gets the model of a file, loading it when it is not the one in memory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <returns>The model, and how long the load took; null when there was none.</returns>
    /// <exception cref="ChatException">The file or the libraries are not usable; a model in memory stays when it is the file's fault.</exception>
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
        var header = await loader.CheckAsync(file, cancellationToken).ConfigureAwait(false);
        // The old model goes first, so that both need never fit at once.
        _loaded?.Dispose();
        _loaded = null;
        _loaded = Load(file, header, cancellationToken);
        return (_loaded, options.Time.GetElapsedTime(start));
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
        if (_loaded is { } loaded && Holds(file))
        {
            return Tokenize(loaded.Vocabulary, text);
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

    /// <inheritdoc/>
    public void Dispose() => _loaded?.Dispose();

    private LoadedModel Load(ModelFile file, GgufHeader header, CancellationToken cancellationToken)
    {
        var library = loader.LoadLibrary();
        var shape = ModelShape.From(header);
        var settings = new LoadedModelSettings(
            options.Threads ?? UsableCores.Count().Usable,
            options.Poll,
            loader.ContextLength(shape),
            shape.CacheBytesPerToken,
            options.MaxCacheBytes ?? DefaultMaxCacheBytes()
        );
        var model = loader.Load(library, file, shape, header, cancellationToken);
        try
        {
            return new LoadedModel(library, file, model, settings);
        }
        catch (ChatException)
        {
            model.Dispose();
            throw;
        }
    }

    // The runtime knows the limits of containers.
    private static long DefaultMaxCacheBytes() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 6;

    private static List<TextToken> Tokenize(Vocabulary vocabulary, string text)
    {
        var buffer = new byte[64];
        return vocabulary.Tokenize(text).Select(Describe).ToList();

        TextToken Describe(int token) =>
            new(token, Encoding.UTF8.GetString(vocabulary.Piece(token, ref buffer, special: false)));
    }
}
