using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>
/// What a sound GGUF file must say to be a chat model, and the shapes of vocabulary that the native loader takes on trust: some
/// releases read past the end of a short list, or abort on a list of another type.
/// </summary>
internal static class GgufModelChecks
{
    private const string GetWholeModel = "Give the file of the language model itself.";

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

    /// <summary>Checks the header of a model's first file.</summary>
    /// <param name="header">The header.</param>
    /// <param name="faults">The words for refusals.</param>
    /// <exception cref="ChatException">
    /// The file is no language model (<see cref="ChatErrorKind.ModelUnsupported"/>) or names no architecture or has a vocabulary that
    /// does not fit together (<see cref="ChatErrorKind.ModelInvalid"/>).
    /// </exception>
    public static void Check(GgufHeader header, GgufFaults faults)
    {
        if (header.Text("general.type") is { } type and not "model")
        {
            throw faults.Unsupported(
                $"is not a language model but of the type {GgufFaults.Quote(type)}",
                GetWholeModel
            );
        }

        if (header.Architecture is not { Length: > 0 } architecture)
        {
            throw faults.Invalid("it names no architecture in general.architecture");
        }

        if (string.Equals(architecture, "clip", StringComparison.Ordinal))
        {
            throw faults.Unsupported("is the image part of a model (architecture \"clip\")", GetWholeModel);
        }

        if (header.Tensors.Count == 0)
        {
            throw faults.Unsupported("holds no tensors, at most a vocabulary", GetWholeModel);
        }

        foreach (var (key, elements, onePerToken) in Lists)
        {
            if (header.Metadata.TryGetValue(key, out var list))
            {
                CheckList(key, list, elements, onePerToken ? header.VocabularySize ?? 0 : 0, faults);
            }
        }
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
