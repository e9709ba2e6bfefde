using System.Globalization;
using System.Text;
using Chat.Client.Profiles;
using Chat.Core.Completions;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Ask;

/// <summary>The figures of an answer, as <c>--stats</c> shows them.</summary>
internal static class AskStatistics
{
    /// <summary>Describes an answer, a figure a line, each ended by a line feed.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="asked">The model that was asked; null when it is not known.</param>
    public static string Describe(ChatCompletion answer, ModelReference? asked = null) =>
        IsAnother(answer.Model, asked)
            ? $"model:         {SafeText.Line(answer.Model)}\n{Figures(answer)}"
            : Figures(answer);

    // Servers answer "gpt-5" as "gpt-5-2025-08-07", and "llama3" as "llama3:latest": that is the same model.
    private static bool IsAnother(string model, ModelReference? asked) =>
        model.Length > 0
        && asked is { Profile.Kind: var kind, AskedName: var name }
        && kind != ProfileKind.Local
        && !(
            model.StartsWith(name, StringComparison.Ordinal)
            && (model.Length == name.Length || model[name.Length] is '-' or ':' or '@')
        );

    private static string Figures(ChatCompletion answer)
    {
        if (answer.Timings is not { } timings)
        {
            return DescribeMeasured(answer);
        }

        // The embedded engine measures itself; of a server that sends timings, the first token is measured here.
        var first = timings.TimeToFirstTokenMilliseconds ?? answer.TimeToFirstToken?.TotalMilliseconds;
        var isEmbedded = timings.TimeToFirstTokenMilliseconds is not null || timings.LoadMilliseconds is not null;
        var load = timings.LoadMilliseconds is { } milliseconds ? Milliseconds(milliseconds) : "loaded before";
        var lines = string.Create(
            CultureInfo.InvariantCulture,
            $"prompt tokens: {timings.PromptTokens + timings.CachedTokens} ({timings.CachedTokens} reused), {timings.PromptPerSecond:F1} tokens/s\n"
                + $"answer tokens: {timings.PredictedTokens}, {timings.PredictedPerSecond:F1} tokens/s\n"
                + $"first token:   {(first is { } time ? Milliseconds(time) : "none came")}\n"
        );
        return isEmbedded ? $"{lines}model load:    {load}\n" : lines;
    }

    // Servers count tokens but say nothing of time: that is measured here.
    private static string DescribeMeasured(ChatCompletion answer)
    {
        var text = new StringBuilder();
        if (answer.Usage is { } usage)
        {
            var reused = usage.PromptTokensDetails?.CachedTokens ?? 0;
            text.Append(
                CultureInfo.InvariantCulture,
                $"prompt tokens: {usage.PromptTokens} ({reused} reused)\nanswer tokens: {usage.CompletionTokens}\n"
            );
        }

        if (answer.TimeToFirstToken is { } first)
        {
            text.Append(CultureInfo.InvariantCulture, $"first token:   {Milliseconds(first.TotalMilliseconds)}\n");
        }

        if (answer.Latency is { } whole)
        {
            text.Append(CultureInfo.InvariantCulture, $"whole answer:  {Milliseconds(whole.TotalMilliseconds)}\n");
        }

        return text.Length > 0 ? text.ToString() : "stats: the answer came without figures\n";
    }

    private static string Milliseconds(double value) => value.ToString("F0", CultureInfo.InvariantCulture) + " ms";
}
