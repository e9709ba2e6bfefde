using Chat.Core.Completions;

namespace Chat.Http.Exchange;

/// <summary>The timings of several requests that were made one after the other.</summary>
internal static class TimingsSum
{
    /// <summary>What both cost together. The first token is the first request's; other fields are the last one's.</summary>
    /// <param name="one">The earlier ones; null for none.</param>
    /// <param name="other">The later ones; null for none.</param>
    public static CompletionTimings? Of(CompletionTimings? one, CompletionTimings? other) =>
        one is null || other is null
            ? one ?? other
            : other with
            {
                CachedTokens = one.CachedTokens + other.CachedTokens,
                PromptTokens = one.PromptTokens + other.PromptTokens,
                PromptMilliseconds = one.PromptMilliseconds + other.PromptMilliseconds,
                PredictedTokens = one.PredictedTokens + other.PredictedTokens,
                PredictedMilliseconds = one.PredictedMilliseconds + other.PredictedMilliseconds,
                TimeToFirstTokenMilliseconds = one.TimeToFirstTokenMilliseconds ?? other.TimeToFirstTokenMilliseconds,
                LoadMilliseconds =
                    one.LoadMilliseconds is null && other.LoadMilliseconds is null
                        ? null
                        : (one.LoadMilliseconds ?? 0) + (other.LoadMilliseconds ?? 0),
            };
}
