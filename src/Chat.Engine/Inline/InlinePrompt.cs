namespace Chat.Engine.Inline;

/// <summary>
/// Lays out the prompt of an inline completion. What changes with each key comes last, so that the model has computed the rest before:
/// with fill-in-the-middle tokens the cursor's line stands behind the middle token (as if the model had written it), and only whole lines
/// are the prefix. Without those tokens the model goes on from context and prefix as from any text.
/// </summary>
/// <param name="tokenize">Turns text into tokens; nothing in it becomes a special token.</param>
/// <param name="fill">The model's fill-in-the-middle tokens; null when it has none.</param>
/// <param name="begin">The token that every prompt of the model begins with; null when it has none.</param>
internal sealed class InlinePrompt(Func<string, int[]> tokenize, FillTokens? fill, int? begin)
{
    // Each file costs time, whatever of it is kept.
    private const int MostFiles = 64;

    private const int MostTries = 6;

    /// <summary>Lays a prompt out.</summary>
    /// <param name="text">The texts.</param>
    /// <param name="contextLength">The model's context window in tokens.</param>
    /// <param name="maxTokens">The tokens to generate, which must fit too.</param>
    /// <returns>The prompt, or the reason of <see cref="InlineReasons"/> why there is none; one of the two is null.</returns>
    public (InlinePlan? Plan, string? Reason) Plan(InlineText text, int contextLength, int maxTokens)
    {
        if (text.HasNoPrefix && (fill is null || string.IsNullOrWhiteSpace(text.Suffix)))
        {
            return (null, InlineReasons.EmptyPrefix);
        }

        // Lines are counted apart and tokenized together, which in rare texts takes more tokens: then everything is halved.
        var budget = InlineBudget.For(contextLength, maxTokens);
        for (var tries = 0; budget is { } parts && tries < MostTries; tries++)
        {
            var tokens = fill is null ? Continue(text, parts) : Fill(text, parts, fill);
            if (tokens.Length + maxTokens <= contextLength)
            {
                return tokens.Length > 0
                    ? (new InlinePlan(tokens, fill is not null), null)
                    : (null, InlineReasons.EmptyPrefix);
            }

            budget = parts.Half();
        }

        return (null, InlineReasons.NoRoom);
    }

    private int[] Fill(InlineText text, InlineBudget budget, FillTokens markers)
    {
        var prompt = Begin();
        var files = Files(text, budget.Context);
        var inPrefix = "";
        if (files.Count > 0 && markers.Separator is { } separator)
        {
            AddFiles(prompt, text, files, markers.Repository, separator);
        }
        else
        {
            inPrefix = AsText(files);
        }

        var (prefix, line) = Before(text, budget.Prefix);
        var suffix = After(text, budget.Suffix);
        if (markers.Middle is { } middle)
        {
            Add(prompt, markers.Prefix, inPrefix + prefix);
            Add(prompt, markers.Suffix, suffix);
            Add(prompt, middle, line);
        }
        else
        {
            Add(prompt, markers.Suffix, suffix);
            Add(prompt, markers.Prefix, inPrefix + prefix + line);
        }

        return [.. prompt];
    }

    private int[] Continue(InlineText text, InlineBudget budget)
    {
        var prompt = Begin();
        // Nothing is said of what comes after, so its share is the prefix's.
        var (prefix, line) = Before(text, budget.Prefix + budget.Suffix);
        prompt.AddRange(tokenize(AsText(Files(text, budget.Context)) + prefix + line));
        return [.. prompt];
    }

    private List<int> Begin() => begin is { } token ? [token] : [];

    private void Add(List<int> prompt, int marker, string text)
    {
        prompt.Add(marker);
        prompt.AddRange(tokenize(text));
    }

    private void AddFiles(
        List<int> prompt,
        InlineText text,
        IReadOnlyList<InlineFile> files,
        int? repository,
        int separator
    )
    {
        if (repository is { } marker)
        {
            Add(prompt, marker, text.Project + "\n");
        }

        foreach (var file in files)
        {
            Add(prompt, separator, file.Path + "\n" + EndLine(file.Text));
        }

        Add(prompt, separator, text.Name + "\n");
    }

    private (string Prefix, string Line) Before(InlineText text, int budget)
    {
        var line = LineCut.EndOfLine(text.LinePrefix, budget, Count);
        // What stands before a line that is cut is not what stands before the rest of it.
        var isWhole = line.Length == text.LinePrefix.Length;
        return (isWhole ? LineCut.End(text.Prefix, LineShare(budget, line), Count) : "", line);
    }

    // The line grows with each key: its share is taken in large steps, or the prefix would be cut anew each time.
    private int LineShare(int budget, string line)
    {
        var step = Math.Max(1, budget / 4);
        var steps = (Count(line) + step - 1) / step;
        return Math.Max(0, budget - (Math.Max(1, steps) * step));
    }

    private string After(InlineText text, int budget)
    {
        var suffix = LineCut.Beginning(text.Suffix, budget, Count);
        // The rest of the cursor's line is what matters most: of a long one the beginning is better than nothing.
        return suffix.Length > 0 || text.Suffix.Length == 0 ? suffix : FirstCharacters(text.Suffix, budget);
    }

    private static string FirstCharacters(string text, int most)
    {
        var end = Math.Min(most, text.Length);
        end -= end > 0 && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return text[..end];
    }

    private List<InlineFile> Files(InlineText text, int budget)
    {
        var files = new List<InlineFile>();
        foreach (var file in text.Context.Take(MostFiles))
        {
            budget -= Count(file.Path) + 2;
            var kept = budget <= 0 ? "" : LineCut.Beginning(file.Text, budget, Count);
            if (kept.Length == 0)
            {
                break;
            }

            budget -= Count(kept);
            files.Add(new InlineFile(file.Path, kept));
        }

        return files;
    }

    private int Count(string text) => tokenize(text).Length;

    private static string AsText(IReadOnlyList<InlineFile> files) =>
        string.Concat(files.Select(file => $"{file.Path}\n{EndLine(file.Text)}\n"));

    private static string EndLine(string text) => text.EndsWith('\n') ? text : text + "\n";
}
