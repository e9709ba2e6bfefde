using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>Reads content that came as a list of parts, and the reasoning beside it.</summary>
internal static class DeltaParts
{
    /// <summary>The text of the text parts; null when there are none.</summary>
    /// <param name="parts">The parts.</param>
    public static string? Text(IReadOnlyList<ContentPart>? parts) =>
        Join(parts?.Where(part => part.Thinking is null).Select(part => part.Text));

    /// <summary>The text of the thinking parts; null when there are none.</summary>
    /// <param name="parts">The parts.</param>
    public static string? Thinking(IReadOnlyList<ContentPart>? parts) =>
        Join(parts?.SelectMany(part => part.Thinking ?? []).Select(part => part.Text));

    /// <summary>The reasoning out of the names it may come by: the first that is not empty, else the first that is there at all.</summary>
    /// <param name="content"><c>reasoning_content</c>, which wins when several come.</param>
    /// <param name="reasoning"><c>reasoning</c>.</param>
    /// <param name="thinking"><c>thinking</c>.</param>
    /// <param name="parts">The content's parts, whose thinking parts count when none of the names is there.</param>
    public static string? Reasoning(
        string? content,
        string? reasoning,
        string? thinking,
        IReadOnlyList<ContentPart>? parts
    ) =>
        !string.IsNullOrEmpty(content) ? content
        : !string.IsNullOrEmpty(reasoning) ? reasoning
        : !string.IsNullOrEmpty(thinking) ? thinking
        : content ?? reasoning ?? thinking ?? Thinking(parts);

    private static string? Join(IEnumerable<string?>? texts)
    {
        var some = texts?.Where(text => text is not null).ToList();
        return some is null or { Count: 0 } ? null : string.Concat(some);
    }
}
