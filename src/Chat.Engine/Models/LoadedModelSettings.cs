namespace Chat.Engine.Models;

/// <summary>How a model in memory is run.</summary>
/// <param name="Threads">Threads to compute on, 1 to 512.</param>
/// <param name="Poll">How long a waiting thread spins before it sleeps, 0 to 100.</param>
/// <param name="ContextLength">The context window to keep to, in tokens.</param>
/// <param name="CacheBytesPerToken">What a token takes in the cache of keys and values, in bytes.</param>
/// <param name="MaxCacheBytes">The most memory in bytes that the cache may take.</param>
/// <param name="MaxSequences">The answers that may be made at once, and the prompts kept for later beside them, 1 to 256.</param>
internal sealed record LoadedModelSettings(
    int Threads,
    int Poll,
    int ContextLength,
    long CacheBytesPerToken,
    long MaxCacheBytes,
    int MaxSequences = EngineOptions.DefaultMaxSequences
)
{
    /// <summary>Tokens that the cache holds usually: one prompt and answer that fill the window, or many shorter ones.</summary>
    public long UsualTokens => Math.Min(ContextLength, MaxCacheBytes / Math.Max(1, CacheBytesPerToken));

    /// <summary>What the cache takes usually, in bytes.</summary>
    public long UsualCacheBytes => UsualTokens * CacheBytesPerToken;
}
