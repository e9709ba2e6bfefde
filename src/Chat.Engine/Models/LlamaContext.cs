using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chat.Core.Errors;
using Chat.Engine.Native;
using Chat.Engine.Scheduling;

namespace Chat.Engine.Models;

/// <summary>A context of a model: the cache of keys and values of its sequences. Used by one thread at a time, but for <see cref="Abort"/>.</summary>
internal sealed class LlamaContext : ISequenceDecoder, IDisposable
{
    private readonly LlamaContextHandle _handle;
    private readonly int[] _abort;
    private readonly int _vocabularySize;

    private LlamaContext(LlamaContextHandle handle, LlamaModel model, int[] abort, int batchSize)
    {
        _handle = handle;
        _abort = abort;
        _vocabularySize = model.Vocabulary.Size;
        Length = (int)NativeMethods.ContextLength(handle);
        MaxSequences = (int)NativeMethods.ContextMaxSequences(handle);
        BatchSize = batchSize;
        CanCut = !model.KeepsState;
    }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public int MaxSequences { get; }

    /// <inheritdoc/>
    public int BatchSize { get; }

    /// <inheritdoc/>
    public bool CanCut { get; }

    private nint Memory => NativeMethods.ContextMemory(_handle);

    /// <summary>Makes a context.</summary>
    /// <param name="library">The loaded llama.cpp.</param>
    /// <param name="model">The model.</param>
    /// <param name="threadpool">What it computes on.</param>
    /// <param name="shape">Its sizes.</param>
    /// <exception cref="ChatException">
    /// It does not fit in memory (<see cref="ChatErrorKind.OutOfMemory"/>), llama.cpp has no cache for this kind of model
    /// (<see cref="ChatErrorKind.ModelUnsupported"/>), or the context is not as asked (<see cref="ChatErrorKind.EngineCrashed"/>).
    /// </exception>
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
        parameters.Write(layout.MicroBatchSize, (uint)shape.BatchSize);
        parameters.Write(layout.MaxSequences, (uint)shape.MaxSequences);
        parameters.Write(layout.Threads, shape.Threads);
        parameters.Write(layout.BatchThreads, shape.Threads);
        parameters.Write(layout.AbortCallback, (nint)(delegate* unmanaged[Cdecl]<int*, byte>)&ShouldAbort);
        parameters.Write(layout.AbortData, Marshal.UnsafeAddrOfPinnedArrayElement(abort, 0));
        parameters.Write(layout.UnifiedCache, (byte)1);
        NativeLog.Forget();
        var handle = new LlamaContextHandle(
            NativeMethods.ContextInit(model.Handle, parameters),
            model.Handle,
            threadpool
        );
        if (handle.IsInvalid)
        {
            throw NotMade(shape);
        }

        try
        {
            Check(handle, shape);
        }
        catch (ChatException)
        {
            handle.Dispose();
            throw;
        }

        NativeMethods.AttachThreadpool(handle, threadpool, threadpool);
        return new LlamaContext(handle, model, abort, shape.BatchSize);
    }

    /// <summary>Computes a batch. Blocks until the logits are there.</summary>
    /// <param name="batch">The batch, not empty, at most <see cref="BatchSize"/> tokens.</param>
    /// <exception cref="ChatException">
    /// llama.cpp failed (<see cref="ChatErrorKind.EngineCrashed"/>) or ran out of memory (<see cref="ChatErrorKind.OutOfMemory"/>).
    /// </exception>
    public DecodeResult Decode(TokenBatch batch)
    {
        const int AllocationFailed = -2;
        var code = NativeMethods.Decode(_handle, batch.ToNative());
        // A GPU may still be at work, also after an abort or a failure, and what it works on must not go away under it.
        NativeMethods.Synchronize(_handle);
        GC.KeepAlive(batch);
        return code switch
        {
            >= 0 and <= 2 => (DecodeResult)code,
            AllocationFailed => throw new ChatException(
                ChatErrorKind.OutOfMemory,
                "There is not enough memory to compute the next tokens.",
                "Close other programs, ask for a smaller context window, or use a smaller model."
            ),
            _ => throw new ChatException(
                ChatErrorKind.EngineCrashed,
                $"llama.cpp could not compute a batch (code {code}): {NativeLog.LastLine ?? "no reason given"}.",
                "Try again; if it goes on, run chatd doctor."
            ),
        };
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
    public void Clear() => NativeMethods.MemoryClear(Memory, data: false);

    /// <inheritdoc/>
    public bool TryCut(int sequence, int length) => NativeMethods.MemoryRemove(Memory, sequence, length, -1);

    /// <inheritdoc/>
    public void Share(int source, int target, int length) =>
        NativeMethods.MemoryCopy(Memory, source, target, 0, length);

    /// <inheritdoc/>
    public void SetThreads(int threads) => NativeMethods.SetThreads(_handle, threads, threads);

    /// <summary>
    /// Stops a running decode, or the next one: on the CPU at its next operation, on a GPU, which cannot be stopped, at its end.
    /// Safe to call from any thread.
    /// </summary>
    public void Abort() => Volatile.Write(ref _abort[0], 1);

    /// <summary>Takes an <see cref="Abort"/> back.</summary>
    public void ClearAbort() => Volatile.Write(ref _abort[0], 0);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    // The probe compares defaults; this checks that what was written came to the right places.
    private static void Check(LlamaContextHandle handle, ContextShape shape)
    {
        if (NativeMethods.ContextMemory(handle) == 0)
        {
            throw new ChatException(
                ChatErrorKind.ModelUnsupported,
                "The model has no memory of a conversation, so it cannot generate text here.",
                "Use a chat model such as Llama, Qwen, Mistral or Gemma."
            );
        }

        if (
            NativeMethods.ContextLength(handle) < shape.Length
            || NativeMethods.ContextSequenceLength(handle) != NativeMethods.ContextLength(handle)
            || NativeMethods.ContextBatchSize(handle) != shape.BatchSize
            || NativeMethods.ContextMaxSequences(handle) != shape.MaxSequences
        )
        {
            throw new ChatException(
                ChatErrorKind.EngineCrashed,
                "The context that llama.cpp made is not the one that was asked for.",
                "Use the llama.cpp libraries this build was made for, or update chatd."
            );
        }
    }

    private static ChatException NotMade(ContextShape shape)
    {
        var what = $"A context of {shape.Length} tokens for {shape.MaxSequences} sequences could not be made";
        return NativeLog.LastLineWith("error") is { } reason && !NativeLog.TellsOfMemory
            ? new ChatException(
                ChatErrorKind.ModelUnsupported,
                $"{what}: {reason.TrimEnd('.')}.",
                "Use a model of an architecture that this release of llama.cpp runs."
            )
            : new ChatException(
                ChatErrorKind.OutOfMemory,
                $"{what}: there is not enough memory.",
                "Ask for a smaller context window or fewer tokens, or use a smaller model."
            );
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe byte ShouldAbort(int* flag) => Volatile.Read(ref *flag) != 0 ? (byte)1 : (byte)0;
}
