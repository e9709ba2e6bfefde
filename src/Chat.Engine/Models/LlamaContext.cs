using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chat.Core.Errors;
using Chat.Engine.Native;

namespace Chat.Engine.Models;

/// <summary>A context of a model: the cache of keys and values of its sequences. Used by one thread at a time, but for <see cref="Abort"/>.</summary>
internal sealed class LlamaContext : IDisposable
{
    private readonly LlamaContextHandle _handle;
    private readonly int[] _abort;
    private readonly nint _memory;
    private readonly int _vocabularySize;

    private LlamaContext(LlamaContextHandle handle, LlamaModel model, int[] abort, int batchSize, int maxSequences)
    {
        _handle = handle;
        _abort = abort;
        _memory = NativeMethods.ContextMemory(handle);
        _vocabularySize = model.Vocabulary.Size;
        Length = (int)NativeMethods.ContextLength(handle);
        BatchSize = batchSize;
        MaxSequences = maxSequences;
    }

    /// <summary>How many tokens fit, over all sequences together.</summary>
    public int Length { get; }

    /// <summary>The most tokens of one decode.</summary>
    public int BatchSize { get; }

    /// <summary>The most sequences.</summary>
    public int MaxSequences { get; }

    /// <summary>Makes a context.</summary>
    /// <param name="library">The loaded llama.cpp.</param>
    /// <param name="model">The model.</param>
    /// <param name="threadpool">What it computes on.</param>
    /// <param name="shape">Its sizes.</param>
    /// <exception cref="ChatException">It does not fit in memory: kind <see cref="ChatErrorKind.OutOfMemory"/>.</exception>
    public static unsafe LlamaContext Create(
        LlamaLibrary library,
        LlamaModel model,
        ThreadpoolHandle threadpool,
        ContextShape shape
    )
    {
        // The flag is read by native code while decoding, so it must not move.
        var abort = GC.AllocateArray<int>(1, pinned: true);
        var layout = library.ContextLayout;
        var parameters = library.ContextDefaults;
        parameters.Write(layout.ContextLength, (uint)shape.Length);
        parameters.Write(layout.BatchSize, (uint)shape.BatchSize);
        parameters.Write(layout.MicroBatchSize, (uint)Math.Min(shape.BatchSize, ContextShape.MicroBatchSize));
        parameters.Write(layout.MaxSequences, (uint)shape.MaxSequences);
        parameters.Write(layout.Threads, shape.Threads);
        parameters.Write(layout.BatchThreads, shape.Threads);
        parameters.Write(layout.AbortCallback, (nint)(delegate* unmanaged[Cdecl]<int*, byte>)&ShouldAbort);
        parameters.Write(layout.AbortData, Marshal.UnsafeAddrOfPinnedArrayElement(abort, 0));
        parameters.Write(layout.UnifiedCache, (byte)1);
        var handle = new LlamaContextHandle(
            NativeMethods.ContextInit(model.Handle, parameters),
            model.Handle,
            threadpool
        );
        if (handle.IsInvalid)
        {
            throw new ChatException(
                ChatErrorKind.OutOfMemory,
                $"A context of {shape.Length} tokens for {shape.MaxSequences} sequences could not be made.",
                "Ask for a smaller context window or fewer tokens, or use a smaller model."
            );
        }

        NativeMethods.AttachThreadpool(handle, threadpool, threadpool);
        return new LlamaContext(handle, model, abort, shape.BatchSize, shape.MaxSequences);
    }

    /// <summary>Computes a batch. Blocks until the logits are there.</summary>
    /// <param name="batch">The batch, not empty, at most <see cref="BatchSize"/> tokens.</param>
    /// <exception cref="ChatException">llama.cpp failed: kind <see cref="ChatErrorKind.EngineCrashed"/>.</exception>
    public DecodeResult Decode(TokenBatch batch)
    {
        var code = NativeMethods.Decode(_handle, batch.ToNative());
        if (code is < 0 or > 2)
        {
            throw new ChatException(
                ChatErrorKind.EngineCrashed,
                $"llama.cpp could not compute a batch (code {code}): {NativeLog.LastLine ?? "no reason given"}.",
                "Try again; if it goes on, run chatd doctor."
            );
        }

        if (code == 0)
        {
            NativeMethods.Synchronize(_handle);
        }

        return (DecodeResult)code;
    }

    /// <summary>The logits after a token of the last batch, one for each token of the vocabulary; valid until the next decode.</summary>
    /// <param name="index">The token's index in the batch; it must have been added with its output wanted.</param>
    /// <exception cref="ArgumentException">There are no logits at that index.</exception>
    public unsafe ReadOnlySpan<float> Logits(int index)
    {
        var logits = NativeMethods.LogitsAt(_handle, index);
        return logits is null
            ? throw new ArgumentException($"No logits at index {index}.", nameof(index))
            : new ReadOnlySpan<float>(logits, _vocabularySize);
    }

    /// <summary>Forgets all sequences.</summary>
    public void Clear() => NativeMethods.MemoryClear(_memory, data: false);

    /// <summary>Forgets one sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    public void Remove(int sequence) => NativeMethods.MemoryRemove(_memory, sequence, -1, -1);

    /// <summary>Lets a sequence share everything that another one holds, without copying it.</summary>
    /// <param name="source">The sequence that holds it.</param>
    /// <param name="target">The sequence to share it with.</param>
    public void Share(int source, int target) => NativeMethods.MemoryCopy(_memory, source, target, -1, -1);

    /// <summary>Stops a running decode, or the next one, at its next operation. Safe to call from any thread.</summary>
    public void Abort() => Volatile.Write(ref _abort[0], 1);

    /// <summary>Takes an <see cref="Abort"/> back.</summary>
    public void ClearAbort() => Volatile.Write(ref _abort[0], 0);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe byte ShouldAbort(int* flag) => Volatile.Read(ref *flag) != 0 ? (byte)1 : (byte)0;
}
