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

    /// <summary>The tensors of this file in its order, which is also the order of their offsets.</summary>
    public required IReadOnlyList<GgufTensor> Tensors { get; init; }

    /// <summary>The first byte of the data section.</summary>
    public required long DataOffset { get; init; }

    /// <summary>The bytes a file of this header must have at least; padding after the last tensor is not counted.</summary>
    public required long NeededLength { get; init; }

    /// <summary>The bytes the file had when it was read.</summary>
    public required long FileLength { get; init; }

    /// <summary>The headers of the model's other files, in their order, when this is the first of several; else none.</summary>
    public IReadOnlyList<GgufHeader> OtherParts { get; init; } = [];

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

    /// <summary>The elements of all tensors together, with those of the other parts.</summary>
    public long ParameterCount
    {
        get
        {
            var count = 0L;
            foreach (var tensor in Tensors)
            {
                count += tensor.ElementCount;
            }

            foreach (var part in OtherParts)
            {
                count += part.ParameterCount;
            }

            return count;
        }
    }

    /// <summary>The bytes of all tensors together, with those of the other parts and without padding.</summary>
    public long TensorBytes
    {
        get
        {
            var bytes = 0L;
            foreach (var tensor in Tensors)
            {
                bytes += tensor.Size;
            }

            foreach (var part in OtherParts)
            {
                bytes += part.TensorBytes;
            }

            return bytes;
        }
    }

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

    /// <summary>The truth value of a key; null when it is missing or of another type.</summary>
    /// <param name="key">The key.</param>
    public bool? Truth(string key) => Metadata.GetValueOrDefault(key)?.Truth;

    /// <summary>
    /// The whole number of a key, or the largest one where there is one for each layer; null when it is missing, of another type, or a
    /// list that is empty or too long to be kept.
    /// </summary>
    /// <param name="key">The key.</param>
    public long? Largest(string key)
    {
        var value = Metadata.GetValueOrDefault(key);
        var largest = value?.Integer;
        foreach (var item in value?.Items ?? [])
        {
            if (item.Integer is { } number && (largest is null || number > largest))
            {
                largest = number;
            }
        }

        return largest;
    }

    /// <summary>The whole number of a key, or the smallest one above 0 where there is one for each layer; else null, as in <see cref="Largest"/>.</summary>
    /// <param name="key">The key.</param>
    public long? SmallestPositive(string key)
    {
        var value = Metadata.GetValueOrDefault(key);
        var smallest = value?.Integer is > 0 ? value.Integer : null;
        foreach (var item in value?.Items ?? [])
        {
            if (item.Integer is > 0 and { } number && (smallest is null || number < smallest))
            {
                smallest = number;
            }
        }

        return smallest;
    }

    private string? LargestTensorType() =>
        Tensors
            .Concat(OtherParts.SelectMany(part => part.Tensors))
            .GroupBy(tensor => tensor.Type.Name, StringComparer.Ordinal)
            .MaxBy(group => group.Sum(tensor => tensor.Size))
            ?.Key;
}
