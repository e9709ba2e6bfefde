using System.Runtime.InteropServices;
using Chat.Core.Errors;
using Chat.Engine.Native;

namespace Chat.Engine.Models;

/// <summary>A model in memory. Contexts made from it keep its native part alive, so the order of disposal does not matter.</summary>
internal sealed class LlamaModel : IDisposable
{
    private LlamaModel(LlamaModelHandle handle)
    {
        Handle = handle;
        Vocabulary = new Vocabulary(handle);
        ChatTemplate = Marshal.PtrToStringUTF8(NativeMethods.ModelChatTemplate(handle, name: null));
        KeepsState = NativeMethods.ModelIsRecurrent(handle) || NativeMethods.ModelIsHybrid(handle);
    }

    /// <summary>The native model.</summary>
    public LlamaModelHandle Handle { get; }

    /// <summary>Its vocabulary.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Its own chat template; null when it has none.</summary>
    public string? ChatTemplate { get; }

    /// <summary>
    /// True for a model that keeps a running state beside or in place of keys and values: its sequences can be copied and removed whole,
    /// and not cut.
    /// </summary>
    public bool KeepsState { get; }

    /// <summary>Loads a model. The file must have passed the pre-check: llama.cpp ends the process on some malformed files.</summary>
    /// <param name="library">The loaded llama.cpp.</param>
    /// <param name="path">The file.</param>
    /// <param name="gpuLayers">Layers to place on GPUs; −1 for all.</param>
    /// <param name="vocabularyOnly">True to load the vocabulary and no weights.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <exception cref="ChatException">
    /// llama.cpp refused the file or this engine cannot run it (<see cref="ChatErrorKind.ModelUnsupported"/>), or it does not fit in memory
    /// (<see cref="ChatErrorKind.OutOfMemory"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static unsafe LlamaModel Load(
        LlamaLibrary library,
        string path,
        int gpuLayers,
        bool vocabularyOnly,
        IProgress<EngineProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        NativeLog.Forget();
        var watch = new LoadWatch(progress, cancellationToken);
        var watchHandle = GCHandle.Alloc(watch);
        LlamaModelHandle handle;
        try
        {
            var layout = library.ModelLayout;
            var parameters = library.ModelDefaults;
            parameters.Write(layout.GpuLayers, gpuLayers);
            parameters.Write(layout.VocabularyOnly, vocabularyOnly ? (byte)1 : (byte)0);
            parameters.Write(layout.ProgressCallback, (nint)LoadWatch.Callback);
            parameters.Write(layout.ProgressData, GCHandle.ToIntPtr(watchHandle));
            handle = new LlamaModelHandle(NativeMethods.ModelLoadFromFile(path, parameters));
        }
        finally
        {
            watchHandle.Free();
        }

        if (handle.IsInvalid)
        {
            watch.ThrowIfFailed();
            cancellationToken.ThrowIfCancellationRequested();
            throw Refused(path);
        }

        if (NativeMethods.ModelHasEncoder(handle) || !NativeMethods.ModelHasDecoder(handle))
        {
            // llama.cpp ends the process when such a model is asked to decode.
            handle.Dispose();
            throw new ChatException(
                ChatErrorKind.ModelUnsupported,
                $"{Path.GetFileName(path)} has an encoder, and this engine runs decoder-only models.",
                "Use a chat model such as Llama, Qwen, Mistral or Gemma."
            );
        }

        return new LlamaModel(handle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Vocabulary.Dispose();
        Handle.Dispose();
    }

    private static ChatException Refused(string path)
    {
        if (NativeLog.TellsOfMemory)
        {
            return new ChatException(
                ChatErrorKind.OutOfMemory,
                $"There is not enough memory to load {Path.GetFileName(path)}.",
                "Close other programs, or use a smaller model or a smaller quantisation."
            );
        }

        var reason = NativeLog.LastLineWith("error") ?? "it gave no reason";
        return new ChatException(
            ChatErrorKind.ModelUnsupported,
            $"llama.cpp cannot load {Path.GetFileName(path)}: {reason.TrimEnd('.')}.",
            "Use a GGUF file of an architecture that this release of llama.cpp runs."
        );
    }
}
