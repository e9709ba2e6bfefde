using Chat.Formats.ToolCalls;

namespace Chat.Formats.Reasoning;

/// <summary>Finds out what a model writes around its reasoning.</summary>
internal static class ReasoningDetector
{
    // Marks that models write, or that prompts open, although some templates write no reasoning of earlier answers.
    private static readonly (string Start, string End)[] Known =
    [
        ("<think>", "</think>"),
        ("[THINK]", "[/THINK]"),
        ("<|START_THINKING|>", "<|END_THINKING|>"),
        ("<seed:think>", "</seed:think>"),
        ("<mm:think>", "</mm:think>"),
        ("<|channel>thought", "<channel|>"),
    ];

    // How far before the reasoning its mark may begin.
    private const int MostMarkLength = 64;

    /// <summary>Finds it out: from what the template writes for reasoning, or else from the marks in its source.</summary>
    /// <param name="probes">What the template wrote.</param>
    /// <returns>The marks; null for a model that does not reason.</returns>
    public static ReasoningMarks? FromRendered(RenderedProbes probes) =>
        FromReasoned(probes) ?? FromSource(probes.Source);

    private static ReasoningMarks? FromReasoned(RenderedProbes probes)
    {
        var text = probes.Reasoned ?? "";
        var at = text.IndexOf(CallProbes.Reasoning, StringComparison.Ordinal);
        var from = at + CallProbes.Reasoning.Length;
        var content = at < 0 ? -1 : text.IndexOf(CallProbes.Content, from, StringComparison.Ordinal);
        if (content < 0)
        {
            return null;
        }

        var end = text[from..content];
        var before = text[Math.Max(0, at - MostMarkLength)..at];
        var open = before.TrimEnd().AsSpan().LastIndexOfAny("<[");
        var start = open < 0 ? "" : before[open..];

        // The sign before reasoning that has no mark of its own is the end of the turn's head.
        var isMark =
            start.Contains("think", StringComparison.OrdinalIgnoreCase)
            || start.Contains("reason", StringComparison.OrdinalIgnoreCase)
            || start.Contains("thought", StringComparison.Ordinal);
        if (end.Trim().Length == 0)
        {
            return null;
        }

        // Without a start of its own, only a mark that closes something tells of reasoning: another one ends every message.
        var opened = isMark ? start : OpenedBy(probes);
        return opened.Trim().Length > 0 || IsClosing(end.Trim()) ? new ReasoningMarks(opened, CutEnd(end)) : null;
    }

    private static bool IsClosing(string end) =>
        end.StartsWith("</", StringComparison.Ordinal)
        || end.StartsWith("[/", StringComparison.Ordinal)
        || end.Contains("think", StringComparison.OrdinalIgnoreCase);

    // Reasoning without a mark in the conversation may still be opened by the prompt.
    private static string OpenedBy(RenderedProbes probes)
    {
        var prompt = CallFormatDetector.AfterUser(probes.Prompt ?? "") ?? "";
        var plain = CallFormatDetector.AfterUser(probes.Plain ?? "") ?? "";
        var at = plain.IndexOf(CallProbes.Content, StringComparison.Ordinal);
        return at > 0 && prompt.StartsWith(plain[..at], StringComparison.Ordinal) ? prompt[at..] : "";
    }

    // What stands between the reasoning's end and the content may hold the content's own mark.
    private static string CutEnd(string end)
    {
        var close = end.IndexOf('>', StringComparison.Ordinal);
        return end.TrimStart().StartsWith('<') && close >= 0 && end[(close + 1)..].Trim().Length > 0
            ? end[..(close + 1)]
            : end;
    }

    private static ReasoningMarks? FromSource(string source)
    {
        foreach (var (start, end) in Known)
        {
            if (source.Contains(end, StringComparison.Ordinal))
            {
                return new ReasoningMarks(start, end);
            }
        }

        return null;
    }
}
