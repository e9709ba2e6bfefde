namespace Chat.Formats.ToolCalls;

/// <summary>Gathers the texts of a form that may be control tokens of a model.</summary>
internal static class MarkerTexts
{
    /// <summary>Every marker of a form: each run without white space, and each part of it that stands in pointed or square brackets.</summary>
    /// <param name="format">The form.</param>
    public static IReadOnlyList<string> Of(CallFormat format)
    {
        var texts = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var mark in Marks(format))
        {
            foreach (var run in mark.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                texts.TryAdd(run, true);
                AddBracketed(run, texts);
            }
        }

        return [.. texts.Keys];
    }

    private static void AddBracketed(string run, OrderedDictionary<string, bool> texts)
    {
        var at = 0;
        while (at < run.Length)
        {
            var start = run.AsSpan(at).IndexOfAny('<', '[');
            var end = start < 0 ? -1 : run.IndexOf(run[at + start] == '<' ? '>' : ']', at + start);
            if (end < 0)
            {
                return;
            }

            texts.TryAdd(run[(at + start)..(end + 1)], true);
            at = end + 1;
        }
    }

    private static IEnumerable<string> Marks(CallFormat format)
    {
        IEnumerable<string?> marks =
        [
            format.SectionStart,
            .. format.Call.Select(part => part.Text),
            format.Separator,
            format.SectionEnd,
            format.ArgumentMarks?.Start,
            format.ArgumentMarks?.KeyEnd,
            format.ArgumentMarks?.End,
            format.Arguments == ArgumentWriting.BareKeys ? format.StringMark : null,
            format.Reasoning?.Start,
            format.Reasoning?.End,
            format.ContentStart,
            format.ContentEnd,
            format.Channels?.Kind == ChannelKind.Harmony
                ? "<|start|> <|channel|> <|constrain|> <|message|> <|end|> <|call|> <|return|>"
                : null,
        ];
        return marks.OfType<string>();
    }
}
