using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>
/// The shapes of vocabulary that the native loader takes on trust: some releases read past the end of a short list, or abort on a list
/// of another type, on a vocabulary that is not there, or on a token that is not in it.
/// </summary>
internal static class GgufVocabularyChecks
{
    private const string ModelKey = "tokenizer.ggml.model";
    private const string GetChatModel = "Give the file of a chat model, with its vocabulary.";

    private static readonly GgufValueType[] Strings = [GgufValueType.String];
    private static readonly GgufValueType[] Whole32 = [GgufValueType.Int32, GgufValueType.UInt32];
    private static readonly GgufValueType[] Any32 = [GgufValueType.Float32, GgufValueType.Int32];
    private static readonly GgufValueType[] Bytes = [GgufValueType.UInt8, GgufValueType.Int8];

    // The lists of the vocabulary: what their elements may be, and whether there is one for each token.
    private static readonly (string Key, GgufValueType[] Elements, bool OnePerToken)[] Lists =
    [
        (GgufHeader.TokensKey, Strings, true),
        ("tokenizer.ggml.merges", Strings, false),
        ("tokenizer.ggml.scores", Any32, true),
        ("tokenizer.ggml.token_type", Whole32, true),
        ("tokenizer.ggml.precompiled_charsmap", Bytes, false),
        ("tokenizer.ggml.suppress_tokens", Whole32, false),
    ];

    // The token that a tokenizer begins texts with where the file names none; null for none. A tokenizer that is not here passes
    // unchecked: the native loader refuses what it does not know.
    private static readonly (string Tokenizer, long? Begin)[] OwnBegin =
    [
        ("llama", 1),
        ("gpt2", 11),
        ("hybriddna", 11),
        ("whitespace", 11),
        ("plamo2", 1),
        ("t5", null),
        ("rwkv", null),
        ("gemma4", null),
    ];

    /// <summary>Checks the vocabulary.</summary>
    /// <param name="header">The header of a model's first file.</param>
    /// <param name="faults">The words for refusals.</param>
    /// <exception cref="ChatException">
    /// There is no vocabulary, or one that answers cannot be written with (<see cref="ChatErrorKind.ModelUnsupported"/>), or it does not
    /// fit together (<see cref="ChatErrorKind.ModelInvalid"/>).
    /// </exception>
    public static void Check(GgufHeader header, GgufFaults faults)
    {
        var tokenizer = header.Text(ModelKey);
        CheckTokenizer(tokenizer, faults);
        foreach (var (key, elements, onePerToken) in Lists)
        {
            if (header.Metadata.TryGetValue(key, out var list))
            {
                CheckList(key, list, elements, onePerToken ? header.VocabularySize ?? 0 : 0, faults);
            }
        }

        if (header.Truth("tokenizer.ggml.add_bos_token") is true && !HasBegin(header, tokenizer))
        {
            throw faults.Invalid("its vocabulary begins every text with a token that it does not have");
        }
    }

    private static void CheckTokenizer(string? tokenizer, GgufFaults faults)
    {
        switch (tokenizer)
        {
            case null:
                throw faults.Unsupported($"names no tokenizer in {ModelKey}", GetChatModel);
            case "none" or "no_vocab":
                throw faults.Unsupported("holds no vocabulary", GetChatModel);
            // The first is of embedding models, the second of llama.cpp's own tests. Neither turns tokens back into text.
            case "bert" or "test":
                throw faults.Unsupported(
                    $"has the tokenizer \"{tokenizer}\", which does not write answers",
                    GetChatModel
                );
        }
    }

    // An id outside the vocabulary counts as none, as in the native loader.
    private static bool HasBegin(GgufHeader header, string? tokenizer)
    {
        var size = header.VocabularySize ?? 0;
        if (header.Integer("tokenizer.ggml.bos_token_id") is { } named && named >= 0 && named < size)
        {
            return true;
        }

        if (header.Text("tokenizer.ggml.pre") is "glm4" or "chatglm-bpe")
        {
            return false;
        }

        foreach (var (name, begin) in OwnBegin)
        {
            if (string.Equals(name, tokenizer, StringComparison.Ordinal))
            {
                return begin < size;
            }
        }

        return true;
    }

    private static bool IsListOf(GgufValue list, GgufValueType[] elements)
    {
        foreach (var type in elements)
        {
            if (list.Type == GgufValueType.Array && list.ElementType == type)
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckList(string key, GgufValue list, GgufValueType[] elements, long least, GgufFaults faults)
    {
        if (!IsListOf(list, elements))
        {
            throw faults.Invalid($"{key} is not a list of {string.Join(" or ", elements)}");
        }

        if (list.Count < least)
        {
            throw faults.Invalid($"{key} has {list.Count} elements for {least} tokens");
        }
    }
}
