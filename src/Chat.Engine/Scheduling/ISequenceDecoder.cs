using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Native;
using Chat.Engine.Prefixes;

namespace Chat.Engine.Scheduling;

/// <summary>
/// What computes batches of tokens of many sequences: a context of a model. Used by one thread at a time, but for <see cref="Abort"/>.
/// </summary>
internal interface ISequenceDecoder : ISequenceMemory
{
    /// <summary>The most tokens of one decode.</summary>
    int BatchSize { get; }

    /// <summary>Computes a batch. Blocks until the logits are there.</summary>
    /// <param name="batch">The batch, not empty, at most <see cref="BatchSize"/> tokens.</param>
    /// <exception cref="ChatException">
    /// llama.cpp failed (<see cref="ChatErrorKind.EngineCrashed"/>) or ran out of memory (<see cref="ChatErrorKind.OutOfMemory"/>).
    /// </exception>
    DecodeResult Decode(TokenBatch batch);

    /// <summary>The logits after a token of the last batch, one for each token of the vocabulary; valid until the next decode.</summary>
    /// <param name="index">The token's index in the batch; it must have been added with its output wanted.</param>
    /// <exception cref="ArgumentException">There are no logits at that index.</exception>
    ReadOnlySpan<float> Logits(int index);

    /// <summary>Sets how many threads of the pool the next decodes use.</summary>
    /// <param name="threads">1 up to the size of the pool.</param>
    void SetThreads(int threads);

    /// <summary>
    /// Stops a running decode, or the next one: on the CPU at its next operation, on a GPU, which cannot be stopped, at its end.
    /// Safe to call from any thread.
    /// </summary>
    void Abort();

    /// <summary>Takes an <see cref="Abort"/> back.</summary>
    void ClearAbort();
}
