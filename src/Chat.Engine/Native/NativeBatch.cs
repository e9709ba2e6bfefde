using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>llama.cpp's <c>llama_batch</c>: the tokens of one decode. The pointers are to arrays of <see cref="TokenBatch"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeBatch
{
    /// <summary>How many tokens.</summary>
    public int TokenCount;

    /// <summary>Token ids.</summary>
    public nint Tokens;

    /// <summary>Embeddings in place of tokens; always null here.</summary>
    public nint Embeddings;

    /// <summary>Each token's position in its sequence.</summary>
    public nint Positions;

    /// <summary>How many sequences each token belongs to; always 1 here.</summary>
    public nint SequenceCounts;

    /// <summary>For each token a pointer to its sequence ids.</summary>
    public nint SequenceIds;

    /// <summary>For each token whether its logits are wanted.</summary>
    public nint Outputs;
}
