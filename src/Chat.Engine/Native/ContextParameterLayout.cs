namespace Chat.Engine.Native;

/// <summary>Where the fields of <c>llama_context_params</c> lie in one or more releases of llama.cpp. Offsets are bytes.</summary>
internal sealed record ContextParameterLayout
{
    /// <summary>The releases that use it, for messages.</summary>
    public required string Releases { get; init; }

    /// <summary><c>n_ctx</c>, a 32-bit count of tokens.</summary>
    public required int ContextLength { get; init; }

    /// <summary><c>n_batch</c>, a 32-bit count of tokens.</summary>
    public required int BatchSize { get; init; }

    /// <summary><c>n_ubatch</c>, a 32-bit count of tokens.</summary>
    public required int MicroBatchSize { get; init; }

    /// <summary><c>n_seq_max</c>, a 32-bit count of sequences.</summary>
    public required int MaxSequences { get; init; }

    /// <summary><c>n_threads</c>, a 32-bit count.</summary>
    public required int Threads { get; init; }

    /// <summary><c>n_threads_batch</c>, a 32-bit count.</summary>
    public required int BatchThreads { get; init; }

    /// <summary><c>abort_callback</c>, a pointer.</summary>
    public required int AbortCallback { get; init; }

    /// <summary><c>abort_callback_data</c>, a pointer.</summary>
    public required int AbortData { get; init; }

    /// <summary><c>kv_unified</c>, one byte.</summary>
    public required int UnifiedCache { get; init; }

    /// <summary>What the default-parameter function writes.</summary>
    public required IReadOnlyList<ExpectedDefault> Defaults { get; init; }
}
