using System.Security.Cryptography;
using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Native;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Engine;

/// <summary>How the embedded engine runs. Read once at the door and passed down; nothing below reads the environment.</summary>
public sealed record EngineOptions
{
    /// <summary>The polling level used when none is given.</summary>
    public const int DefaultPoll = 100;

    /// <summary>The longest context window used when none is given, in tokens: longer ones cost memory that few prompts need.</summary>
    public const int DefaultMaxContextLength = 8192;

    /// <summary>The sequences of a model used when none are given.</summary>
    public const int DefaultMaxSequences = 32;

    /// <summary>The folder with the llama.cpp libraries. Default: <c>llama</c> beside the program.</summary>
    public string NativeFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, LlamaLibraryFiles.FolderName);

    /// <summary>Threads to compute on, 1 to 512; null takes the cores this process may use.</summary>
    public int? Threads { get; init; }

    /// <summary>How long a waiting thread spins before it sleeps, 0 (never) to 100 (long). Default: 100, the fastest when the cores are free.</summary>
    public int Poll { get; init; } = DefaultPoll;

    /// <summary>The context window in tokens, 1 up to what the model was trained for; null takes the model's own, at most <see cref="DefaultMaxContextLength"/>.</summary>
    public int? ContextLength { get; init; }

    /// <summary>
    /// The most memory in bytes that the cache of one model may take; null takes 60 % of what this process may use. A request that
    /// needs more is refused.
    /// </summary>
    public long? MaxCacheBytes { get; init; }

    /// <summary>
    /// The most memory in bytes that the weights and caches of all models may take, before one that is not in use is unloaded for
    /// another; null takes 60 % of what this process may use. One model is loaded in any case.
    /// </summary>
    public long? MaxModelBytes { get; init; }

    /// <summary>
    /// The answers that a model makes at once, 1 to 256; prompts kept for later take the places that are left. Default:
    /// <see cref="DefaultMaxSequences"/>.
    /// </summary>
    public int MaxSequences { get; init; } = DefaultMaxSequences;

    /// <summary>Where the engine's log goes. Default: nowhere.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Told how far loading and prefill are; called from worker threads.</summary>
    public IProgress<EngineProgress>? Progress { get; init; }

    /// <summary>The clock of the timings and of <c>created</c>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives the seeds of requests that name none, and the random part of answer ids. Default: the system's random numbers.</summary>
    public Func<ulong> RandomSource { get; init; } = SystemRandom;

    /// <summary>Checks the ranges that the members state.</summary>
    /// <exception cref="ChatException">A value is out of its range: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    internal void Check()
    {
        OptionRanges.Check("threads", Threads, 1, NativeThreadpoolParameters.MaxThreads);
        OptionRanges.Check("poll", Poll, 0, 100);
        OptionRanges.Check("sequences", MaxSequences, 1, ContextShape.MostSequences);
        OptionRanges.Check("context", ContextLength, 1, int.MaxValue);
    }

    /// <summary>60 % of the memory that this process may use, in bytes. The runtime knows the limits of containers.</summary>
    internal static long DefaultBytes() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 6;

    private static ulong SystemRandom()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
