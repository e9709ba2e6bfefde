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
        TrainedContextLength = NativeMethods.ModelTrainedContextLength(handle);
        ParameterCount = (long)NativeMethods.ModelParameterCount(handle);
        ChatTemplate = Marshal.PtrToStringUTF8(NativeMethods.ModelChatTemplate(handle, name: null));
    }

    /// <summary>The native model.</summary>
    public LlamaModelHandle Handle { get; }

    /// <summary>Its vocabulary.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The context window it was trained for, in tokens.</summary>
    public int TrainedContextLength { get; }

    /// <summary>How many weights it has.</summary>
    public long ParameterCount { get; }

    /// <summary>Its own chat template; null when it has none.</summary>
    public string? ChatTemplate { get; }

    /// <summary>Loads a model. The file must have passed the pre-check: llama.cpp ends the process on some malformed files.</summary>
    /// <param name="library">The loaded llama.cpp.</param>
    /// <param name="path">The file.</param>
    /// <param name="gpuLayers">Layers to place on GPUs; −1 for all.</param>
    /// <param name="vocabularyOnly">True to load the vocabulary and no weights.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <exception cref="ChatException">llama.cpp refused the file: kind <see cref="ChatErrorKind.ModelUnsupported"/>.</exception>
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
        var watch = GCHandle.Alloc(new LoadWatch(progress, cancellationToken));
        LlamaModelHandle handle;
        try
        {
            var layout = library.ModelLayout;
            var parameters = library.ModelDefaults;
            parameters.Write(layout.GpuLayers, gpuLayers);
            parameters.Write(layout.VocabularyOnly, vocabularyOnly ? (byte)1 : (byte)0);
            parameters.Write(layout.ProgressCallback, (nint)LoadWatch.Callback);
            parameters.Write(layout.ProgressData, GCHandle.ToIntPtr(watch));
            handle = new LlamaModelHandle(NativeMethods.ModelLoadFromFile(path, parameters));
        }
        finally
        {
            watch.Free();
        }

        if (handle.IsInvalid)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Refused(path);
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
        var reason = NativeLog.LastLineWith("error") ?? "it gave no reason";
        return new ChatException(
            ChatErrorKind.ModelUnsupported,
            $"llama.cpp cannot load {Path.GetFileName(path)}: {reason.TrimEnd('.')}.",
            "Use a GGUF file of an architecture that this release of llama.cpp runs."
        );
    }
}
