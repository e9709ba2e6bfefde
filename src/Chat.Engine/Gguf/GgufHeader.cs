namespace Chat.Engine.Gguf;

/// <summary>Everything a GGUF file says of itself before its tensor data, checked against the file's length.</summary>
internal sealed record GgufHeader
{
    /// <summary>The key of the vocabulary.</summary>
    public const string TokensKey = "tokenizer.ggml.tokens";

    /// <summary>The key of the alignment.</summary>
    public const string AlignmentKey = "general.alignment";

    /// <summary>The version of the format: 2 or 3.</summary>
    public required uint Version { get; init; }

    /// <summary>The alignment of the data section and of each tensor in it, in bytes; a power of two.</summary>
    public required uint Alignment { get; init; }

    /// <summary>The metadata by key.</summary>
    public required IReadOnlyDictionary<string, GgufValue> Metadata { get; init; }

    /// <summary>The tensors in file order, which is also the order of their offsets.</summary>
    public required IReadOnlyList<GgufTensor> Tensors { get; init; }

    /// <summary>The first byte of the data section.</summary>
    public required long DataOffset { get; init; }

    /// <summary>The bytes a file of this header must have at least; padding after the last tensor is not counted.</summary>
    public required long NeededLength { get; init; }

    /// <summary>The bytes the file had when it was read.</summary>
    public required long FileLength { get; init; }

    /// <summary>The architecture, such as <c>llama</c>; null when the file names none.</summary>
    public string? Architecture => Text("general.architecture");

    /// <summary>The model's own name; null when the file gives none.</summary>
    public string? Name => Text("general.name");

    /// <summary>The context window the model was made for, in tokens; null when the file does not say.</summary>
    public long? ContextLength => Architecture is { } name ? Integer($"{name}.context_length") : null;

    /// <summary>The chat template's source; null when there is none, or one too long to keep.</summary>
    public string? ChatTemplate => Text("tokenizer.chat_template");

    /// <summary>The number of tokens in the vocabulary; null when the file has none.</summary>
    public long? VocabularySize => Metadata.TryGetValue(TokensKey, out var tokens) ? tokens.Count : null;

    /// <summary>The elements of all tensors of this file together.</summary>
    public long ParameterCount => Tensors.Sum(tensor => tensor.ElementCount);

    /// <summary>The bytes of all tensors of this file together, without padding.</summary>
    public long TensorBytes => Tensors.Sum(tensor => tensor.Size);

    /// <summary>The number in <c>general.file_type</c>; null when the file does not say.</summary>
    public long? FileType => Integer("general.file_type");

    /// <summary>
    /// The quantisation, such as <c>Q4_1</c>: as the file names it, else the tensor type that takes the most bytes; null without tensors.
    /// </summary>
    public string? Quantization =>
        FileType is { } number && GgufFileTypes.NameOf(number) is { } name ? name : LargestTensorType();

    /// <summary>The string of a key; null when it is missing, of another type, or too long to be kept.</summary>
    /// <param name="key">The key.</param>
    public string? Text(string key) => Metadata.GetValueOrDefault(key)?.Text;

    /// <summary>The whole number of a key; null when it is missing or of another type.</summary>
    /// <param name="key">The key.</param>
    public long? Integer(string key) => Metadata.GetValueOrDefault(key)?.Integer;

    private string? LargestTensorType() =>
        Tensors
            .GroupBy(tensor => tensor.Type.Name, StringComparer.Ordinal)
            .MaxBy(group => group.Sum(tensor => tensor.Size))
            ?.Key;
}
