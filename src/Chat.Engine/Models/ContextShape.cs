namespace Chat.Engine.Models;

/// <summary>The sizes of a context.</summary>
/// <param name="Length">Tokens over all sequences.</param>
/// <param name="MaxSequences">Sequences, 1 to 256.</param>
/// <param name="Threads">Threads to compute on.</param>
internal sealed record ContextShape(int Length, int MaxSequences, int Threads)
{
    /// <summary>
    /// The most tokens of one decode: what llama.cpp computes as one graph by default. Longer decodes would be split into these inside,
    /// where a cancel cannot come between them on a GPU.
    /// </summary>
    public const int MaxBatchSize = 512;

    /// <summary>The most sequences of a context. Source: <c>LLAMA_MAX_SEQ</c> of llama.cpp.</summary>
    public const int MostSequences = 256;

    /// <summary>llama.cpp rounds the length up to a multiple of this.</summary>
    private const int Rounding = 256;

    /// <summary>The most tokens of one decode.</summary>
    public int BatchSize => Math.Min(Length, MaxBatchSize);

    /// <summary>Makes a shape whose length is rounded up as llama.cpp does.</summary>
    /// <param name="tokens">The tokens that must fit.</param>
    /// <param name="maxSequences">The sequences that must fit.</param>
    /// <param name="threads">Threads to compute on.</param>
    public static ContextShape For(int tokens, int maxSequences, int threads) =>
        new(
            (int)Math.Min((((long)tokens + Rounding - 1) / Rounding) * Rounding, int.MaxValue / 2),
            maxSequences,
            threads
        );

    /// <summary>True when a context of this shape can serve where one of another is asked for.</summary>
    /// <param name="other">The shape asked for.</param>
    public bool Covers(ContextShape other) =>
        Length >= other.Length && MaxSequences >= other.MaxSequences && Threads == other.Threads;
}
