using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>
/// The C functions of llama.cpp that the engine calls, each by its own name. Which file each library name stands for is decided by
/// <see cref="LlamaLibrary"/>. Source: <c>include/llama.h</c> of llama.cpp v0.5.0; ggml's are in the other half of this class.
/// </summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>The library with the <c>llama_…</c> functions.</summary>
    public const string Llama = "llama";

    [LibraryImport(Llama, EntryPoint = "llama_backend_init")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void BackendInit();

    [LibraryImport(Llama, EntryPoint = "llama_log_set")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void LogSet(delegate* unmanaged[Cdecl]<int, nint, nint, void> callback, nint data);

    [LibraryImport(Llama, EntryPoint = "llama_model_default_params")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ParameterBlock ModelDefaultParameters();

    [LibraryImport(Llama, EntryPoint = "llama_context_default_params")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ParameterBlock ContextDefaultParameters();

    [LibraryImport(Llama, EntryPoint = "llama_model_load_from_file", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint ModelLoadFromFile(string path, ParameterBlock parameters);

    [LibraryImport(Llama, EntryPoint = "llama_model_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void ModelFree(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_has_decoder")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool ModelHasDecoder(LlamaModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_has_encoder")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool ModelHasEncoder(LlamaModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_is_recurrent")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool ModelIsRecurrent(LlamaModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_is_hybrid")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool ModelIsHybrid(LlamaModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_chat_template", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint ModelChatTemplate(LlamaModelHandle model, string? name);

    [LibraryImport(Llama, EntryPoint = "llama_model_get_vocab")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint ModelVocabulary(LlamaModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_n_tokens")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int VocabularySize(LlamaVocabularyHandle vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_get_text")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint VocabularyText(LlamaVocabularyHandle vocabulary, int token);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_get_attr")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int VocabularyAttributes(LlamaVocabularyHandle vocabulary, int token);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_is_eog")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool VocabularyIsEndOfGeneration(LlamaVocabularyHandle vocabulary, int token);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_bos")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int VocabularyBeginOfSequence(LlamaVocabularyHandle vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_eos")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int VocabularyEndOfSequence(LlamaVocabularyHandle vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_get_add_bos")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool VocabularyAddsBeginOfSequence(LlamaVocabularyHandle vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_tokenize")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Tokenize(
        LlamaVocabularyHandle vocabulary,
        ReadOnlySpan<byte> text,
        int textLength,
        Span<int> tokens,
        int tokenCapacity,
        [MarshalAs(UnmanagedType.U1)] bool addSpecial,
        [MarshalAs(UnmanagedType.U1)] bool parseSpecial
    );

    [LibraryImport(Llama, EntryPoint = "llama_token_to_piece")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int TokenToPiece(
        LlamaVocabularyHandle vocabulary,
        int token,
        Span<byte> buffer,
        int length,
        int leadingSpaces,
        [MarshalAs(UnmanagedType.U1)] bool special
    );

    [LibraryImport(Llama, EntryPoint = "llama_init_from_model")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint ContextInit(LlamaModelHandle model, ParameterBlock parameters);

    [LibraryImport(Llama, EntryPoint = "llama_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void ContextFree(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_n_ctx")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint ContextLength(LlamaContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_n_ctx_seq")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint ContextSequenceLength(LlamaContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_n_batch")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint ContextBatchSize(LlamaContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_n_seq_max")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint ContextMaxSequences(LlamaContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_attach_threadpool")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void AttachThreadpool(
        LlamaContextHandle context,
        ThreadpoolHandle decodePool,
        ThreadpoolHandle batchPool
    );

    [LibraryImport(Llama, EntryPoint = "llama_set_n_threads")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetThreads(LlamaContextHandle context, int threads, int batchThreads);

    [LibraryImport(Llama, EntryPoint = "llama_decode")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Decode(LlamaContextHandle context, NativeBatch batch);

    [LibraryImport(Llama, EntryPoint = "llama_synchronize")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Synchronize(LlamaContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_get_logits_ith")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial float* LogitsAt(LlamaContextHandle context, int index);

    [LibraryImport(Llama, EntryPoint = "llama_get_memory")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint ContextMemory(LlamaContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_memory_clear")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void MemoryClear(nint memory, [MarshalAs(UnmanagedType.U1)] bool data);

    [LibraryImport(Llama, EntryPoint = "llama_memory_seq_rm")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool MemoryRemove(nint memory, int sequence, int from, int to);

    [LibraryImport(Llama, EntryPoint = "llama_memory_seq_cp")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void MemoryCopy(nint memory, int source, int target, int from, int to);
}
