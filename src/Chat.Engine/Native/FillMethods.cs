using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>
/// The functions of llama.cpp that name the tokens of fill-in-the-middle prompts. They are apart from <see cref="NativeMethods"/> since
/// older releases lack them, which is no reason to refuse those: a call then throws <see cref="EntryPointNotFoundException"/>.
/// Each gives −1 for a token that the model has not.
/// </summary>
internal static partial class FillMethods
{
    [LibraryImport(NativeMethods.Llama, EntryPoint = "llama_vocab_fim_pre")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Prefix(LlamaVocabularyHandle vocabulary);

    [LibraryImport(NativeMethods.Llama, EntryPoint = "llama_vocab_fim_suf")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Suffix(LlamaVocabularyHandle vocabulary);

    [LibraryImport(NativeMethods.Llama, EntryPoint = "llama_vocab_fim_mid")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Middle(LlamaVocabularyHandle vocabulary);

    [LibraryImport(NativeMethods.Llama, EntryPoint = "llama_vocab_fim_rep")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Repository(LlamaVocabularyHandle vocabulary);

    [LibraryImport(NativeMethods.Llama, EntryPoint = "llama_vocab_fim_sep")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Separator(LlamaVocabularyHandle vocabulary);

    [LibraryImport(NativeMethods.Llama, EntryPoint = "llama_vocab_fim_pad")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Padding(LlamaVocabularyHandle vocabulary);
}
