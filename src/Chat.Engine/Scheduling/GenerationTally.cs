namespace Chat.Engine.Scheduling;

/// <summary>What a generation did, for usage and timings.</summary>
/// <param name="GeneratedTokens">Tokens chosen over all answers; an end-of-generation token counts.</param>
/// <param name="PromptTime">From the start to the first logits.</param>
/// <param name="GenerationTime">From the first logits to the last token.</param>
/// <param name="FirstTokenTime">From the start to the first token; null when none came.</param>
/// <param name="CachedTokens">Tokens of the prompt that were in the cache and not computed.</param>
/// <param name="ReasoningTokens">Tokens of reasoning among those chosen; null for a model that does not reason.</param>
internal readonly record struct GenerationTally(
    int GeneratedTokens,
    TimeSpan PromptTime,
    TimeSpan GenerationTime,
    TimeSpan? FirstTokenTime,
    int CachedTokens = 0,
    int? ReasoningTokens = null
);
