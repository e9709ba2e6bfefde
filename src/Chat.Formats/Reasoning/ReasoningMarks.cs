namespace Chat.Formats.Reasoning;

/// <summary>What a model writes around its reasoning, so that it can be told from the answer.</summary>
/// <param name="Start">
/// The mark before it, such as <c>&lt;think&gt;</c>, with the white space that the template puts after it; empty for a model that begins every answer
/// with reasoning and marks its end alone.
/// </param>
/// <param name="End">The mark after it, with the white space that the template puts around it.</param>
internal sealed record ReasoningMarks(string Start, string End)
{
    /// <summary>The marks that most models use.</summary>
    public static ReasoningMarks Think { get; } = new("<think>\n", "\n</think>\n\n");

    /// <summary>True when a prompt ends inside reasoning, so that the answer begins with it. Without a start mark it does unless it ends with the end mark.</summary>
    /// <param name="prompt">The prompt, or its end.</param>
    public bool IsOpenAtEnd(ReadOnlySpan<char> prompt)
    {
        var start = Start.AsSpan().Trim();
        var text = prompt.TrimEnd();
        return start.Length > 0
            ? text.EndsWith(start, StringComparison.Ordinal)
            : !text.EndsWith(End.AsSpan().Trim(), StringComparison.Ordinal);
    }
}
