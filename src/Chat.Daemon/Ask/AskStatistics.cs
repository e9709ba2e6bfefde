using System.Globalization;
using Chat.Core.Completions;

namespace Chat.Daemon.Ask;

/// <summary>The figures of an answer, as <c>--stats</c> shows them.</summary>
internal static class AskStatistics
{
    /// <summary>Describes an answer, a figure a line, each ended by a line feed.</summary>
    /// <param name="answer">The answer.</param>
    public static string Describe(ChatCompletion answer)
    {
        if (answer.Timings is not { } timings)
        {
            return "stats: the answer came without figures\n";
        }

        var load = timings.LoadMilliseconds is { } milliseconds ? Milliseconds(milliseconds) : "loaded before";
        var first = timings.TimeToFirstTokenMilliseconds is { } time ? Milliseconds(time) : "none came";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"prompt tokens: {timings.PromptTokens + timings.CachedTokens} ({timings.CachedTokens} reused), {timings.PromptPerSecond:F1} tokens/s\n"
                + $"answer tokens: {timings.PredictedTokens}, {timings.PredictedPerSecond:F1} tokens/s\n"
                + $"first token:   {first}\n"
                + $"model load:    {load}\n"
        );
    }

    private static string Milliseconds(double value) => value.ToString("F0", CultureInfo.InvariantCulture) + " ms";
}
