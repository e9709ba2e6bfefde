using Chat.Formats.Reasoning;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// Finds out how a model writes calls and reasoning from what its template writes for them: from the differences between what it
/// writes without, with one and with two calls. Marks of single families are asked for only where the difference does not show enough.
/// </summary>
internal static class CallFormatDetector
{
    /// <summary>Finds it out.</summary>
    /// <param name="probes">What the template wrote.</param>
    /// <returns>The form; our own with instructions when the template writes no calls.</returns>
    public static CallFormat FromRendered(RenderedProbes probes)
    {
        var reasoning = ReasoningDetector.FromRendered(probes);
        if (CallFamilies.Of(probes, reasoning) is { } family)
        {
            return family;
        }

        var format = Calls(probes, reasoning) ?? CallFamilies.Fallback(probes) ?? CallFormat.Generic;
        var (start, end) = ContentMarks(probes, reasoning);
        return format with { Reasoning = reasoning, ContentStart = start, ContentEnd = end };
    }

    private static CallFormat? Calls(RenderedProbes probes, ReasoningMarks? reasoning)
    {
        if (Body(probes.OneCall, probes, reasoning) is not { } one || MaskedCalls.Of(one, 1) is not { } masked)
        {
            return null;
        }

        var two = Body(probes.TwoCalls, probes, reasoning) is { } body ? MaskedCalls.Of(body, 2) : null;
        return
            CallPattern.Of(masked, two) is { } pattern
            && !pattern.Call.Contains(CallProbes.Names.First, StringComparison.Ordinal)
            ? Format(pattern, masked, probes)
            : null;
    }

    private static CallFormat Format(CallPattern pattern, MaskedCalls masked, RenderedProbes probes)
    {
        var isJson = masked.Arguments == ArgumentWriting.Json && pattern.Before.Contains('{', StringComparison.Ordinal);
        var isNameKey = isJson && pattern.Between.StartsWith("\":", StringComparison.Ordinal);
        var format = new CallFormat
        {
            SectionStart = pattern.SectionStart,
            Call = CallPart.Parse(pattern.Call),
            Separator = pattern.Separator,
            SectionEnd = pattern.SectionEnd,
            IsJsonObject = isJson,
            IsNameKey = isNameKey,
            Arguments = masked.Arguments,
            ArgumentMarks = masked.Marks,
            BareIdLength = probes.Source.Contains("[TOOL_CALLS]", StringComparison.Ordinal) ? 9 : 0,
            IdPattern =
                probes.Source.Contains("functions.", StringComparison.Ordinal)
                && pattern.Call.Contains("${index}", StringComparison.Ordinal)
                    ? "functions.${name}:${index}"
                    : "",
        };
        return isJson && !isNameKey
            ? format with
            {
                NameKey = KeyBefore(pattern.Before) ?? format.NameKey,
                ArgumentsKey = KeyBefore(pattern.Between) ?? format.ArgumentsKey,
            }
            : format;
    }

    // The name of the member whose value begins at the text's end.
    private static string? KeyBefore(string text)
    {
        var colon = text.LastIndexOf(':');
        var end = colon < 0 ? -1 : text.LastIndexOf('"', colon);
        var start = end <= 0 ? -1 : text.LastIndexOf('"', end - 1);
        return start < 0 ? null : text[(start + 1)..end];
    }

    /// <summary>What the model itself writes of a rendering with calls: without the head of the turn, empty reasoning and the turn's end.</summary>
    /// <param name="rendered">What the template wrote.</param>
    /// <param name="probes">What else it wrote.</param>
    /// <param name="reasoning">The marks of reasoning.</param>
    /// <returns>Null when the user's message is not in it.</returns>
    public static string? AnswerOf(string rendered, RenderedProbes probes, ReasoningMarks? reasoning) =>
        Body(rendered, probes, reasoning);

    // What the model itself writes: without the head of the turn, empty reasoning and the end of the turn.
    private static string? Body(string? rendered, RenderedProbes probes, ReasoningMarks? reasoning)
    {
        if (rendered is null || AfterUser(rendered) is not { } text)
        {
            return null;
        }

        var head = Head(text, probes);
        var body = text[head..];
        var name = body.IndexOf(CallProbes.Names.First, StringComparison.Ordinal);
        if (reasoning is not null && name > 0)
        {
            var end = body.LastIndexOf(reasoning.End.Trim(), name, StringComparison.Ordinal);
            body = end < 0 ? body : body[(end + reasoning.End.Trim().Length)..];
        }

        return TurnEnd.Cut(body.TrimStart(), Footer(probes), probes.EndTexts);
    }

    /// <summary>What a template wrote after the user's message.</summary>
    /// <param name="rendered">All it wrote.</param>
    public static string? AfterUser(string rendered)
    {
        var at = rendered.LastIndexOf(CallProbes.User, StringComparison.Ordinal);
        return at < 0 ? null : rendered[(at + CallProbes.User.Length)..];
    }

    private static string Footer(RenderedProbes probes)
    {
        var plain = probes.Plain ?? "";
        var at = plain.LastIndexOf(CallProbes.Content, StringComparison.Ordinal);
        return at < 0 ? "" : plain[(at + CallProbes.Content.Length)..];
    }

    private static int Head(string text, RenderedProbes probes)
    {
        var head = 0;
        foreach (var other in new[] { probes.Plain, probes.Prompt })
        {
            if (other is not null && AfterUser(other) is { } after)
            {
                head = Math.Max(head, CommonHead(text, after));
            }
        }

        return head;
    }

    // A head ends before a mark, never in it: two marks may begin alike.
    private static int CommonHead(string text, string other)
    {
        var length = 0;
        while (length < text.Length && length < other.Length && text[length] == other[length])
        {
            length++;
        }

        var open = text.AsSpan(0, length).LastIndexOf('<');
        return open >= 0 && text.AsSpan(open, length - open).IndexOf('>') < 0 ? open : length;
    }

    private static (string Start, string End) ContentMarks(RenderedProbes probes, ReasoningMarks? reasoning)
    {
        if (probes.Plain is null || AfterUser(probes.Plain) is not { } text)
        {
            return ("", "");
        }

        var head = probes.Prompt is not null && AfterUser(probes.Prompt) is { } prompt ? CommonHead(text, prompt) : 0;
        var at = text.IndexOf(CallProbes.Content, StringComparison.Ordinal);
        var start = at < head ? "" : text[head..at].Trim();
        if (reasoning is not null)
        {
            var end = start.LastIndexOf(reasoning.End.Trim(), StringComparison.Ordinal);
            start = end < 0 ? start : start[(end + reasoning.End.Trim().Length)..].Trim();
        }

        // Only marks that come in pairs are the content's own: <|START_TEXT|> and <|END_TEXT|>.
        var pair = start.Replace("START", "END", StringComparison.Ordinal);
        return
            pair.Length > start.Length - 3
            && !string.Equals(pair, start, StringComparison.Ordinal)
            && Footer(probes).StartsWith(pair, StringComparison.Ordinal)
            ? (start, pair)
            : ("", "");
    }
}
