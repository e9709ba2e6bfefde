using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Native;
using Microsoft.Extensions.Logging;

namespace Chat.Engine.Models;

/// <summary>
/// Brings a model file into memory, in this order: its form (the GGUF pre-check), its SHA-256 where one is known, and only then native
/// code sees it. Its calls block.
/// </summary>
/// <param name="verifier">Checks files against their SHA-256.</param>
/// <param name="options">How the engine runs.</param>
internal sealed class ModelLoader(ModelVerifier verifier, EngineOptions options)
{
    private readonly ILogger _logger = options.Loggers.CreateLogger("Chat.Engine.Llama");

    /// <summary>Checks a file without loading it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="ChatException">The file is not usable.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<GgufHeader> CheckAsync(ModelFile file, CancellationToken cancellationToken)
    {
        var header = GgufPreCheck.Check(file.Path, cancellationToken);
        options.Progress?.Report(new EngineProgress(EngineStage.Verify, 0));
        await verifier.VerifyAsync(file, cancellationToken).ConfigureAwait(false);
        return header;
    }

    /// <summary>The llama.cpp that models are loaded by.</summary>
    /// <exception cref="ChatException">It cannot be loaded.</exception>
    public LlamaLibrary LoadLibrary() => LlamaLibrary.Load(options.NativeFolder, _logger);

    /// <summary>Loads a checked file, on GPUs as far as it fits there.</summary>
    /// <param name="library">The llama.cpp to load it by.</param>
    /// <param name="file">The file.</param>
    /// <param name="shape">The sizes of the model.</param>
    /// <param name="header">What the check found.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <exception cref="ChatException">The model cannot be loaded.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public LlamaModel Load(
        LlamaLibrary library,
        ModelFile file,
        ModelShape shape,
        GgufHeader header,
        CancellationToken cancellationToken
    )
    {
        var gpuLayers = GpuPlan.Layers(
            LlamaDevice.ReadAll(),
            header.TensorBytes,
            shape.CacheBytesPerToken * ContextLength(shape),
            shape.Layers
        );
        return LlamaModel.Load(
            library,
            file.Path,
            gpuLayers,
            vocabularyOnly: false,
            options.Progress,
            cancellationToken
        );
    }

    /// <summary>The context window to keep to, in tokens.</summary>
    /// <param name="shape">The sizes of the model.</param>
    /// <exception cref="ChatException">More was asked for than the model was trained for: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public int ContextLength(ModelShape shape)
    {
        var trained = shape.ContextLength;
        if (options.ContextLength is not { } asked)
        {
            return Math.Min(trained ?? EngineOptions.DefaultMaxContextLength, EngineOptions.DefaultMaxContextLength);
        }

        return asked <= (trained ?? int.MaxValue)
            ? asked
            : throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"A context window of {asked} tokens was asked for, and the model was trained for {trained}.",
                $"Ask for {trained} or fewer."
            );
    }
}
