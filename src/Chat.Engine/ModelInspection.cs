using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Models;

namespace Chat.Engine;

/// <summary>What a model file says of itself, read and checked without loading it. A null is not in the file.</summary>
public sealed record ModelInspection
{
    /// <summary>The version of the GGUF format.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The architecture, such as <c>llama</c>.</summary>
    public required string? Architecture { get; init; }

    /// <summary>The model's own name.</summary>
    public required string? Name { get; init; }

    /// <summary>The quantisation, such as <c>Q4_1</c>.</summary>
    public required string? Quantization { get; init; }

    /// <summary>The number of parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>The context window that the model was made for, in tokens.</summary>
    public required long? ContextLength { get; init; }

    /// <summary>The number of tokens in the vocabulary.</summary>
    public required long? VocabularySize { get; init; }

    /// <summary>True when the file holds a chat template.</summary>
    public required bool HasChatTemplate { get; init; }

    /// <summary>Reads a file's header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ChatException">The file cannot be read, or is damaged or no model.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static ModelInspection Inspect(ModelFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var header = GgufPreCheck.Check(file.Path, cancellationToken);
        return new ModelInspection
        {
            FormatVersion = (int)header.Version,
            Architecture = header.Architecture,
            Name = header.Name,
            Quantization = header.Quantization,
            Parameters = header.ParameterCount,
            ContextLength = header.ContextLength,
            VocabularySize = header.VocabularySize,
            HasChatTemplate = header.ChatTemplate is not null,
        };
    }
}
