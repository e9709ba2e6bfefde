namespace Chat.Engine.Inline;

/// <summary>What of the model's text is proposed.</summary>
/// <param name="Text">The text, with the document's line ends; empty when there is none.</param>
/// <param name="ReplacesAfter">How many UTF-16 code units behind the cursor it takes the place of.</param>
/// <param name="Reason">Why there is none, one of <see cref="InlineReasons"/>; null when there is one.</param>
internal readonly record struct InlineProposal(string Text, int ReplacesAfter, string? Reason)
{
    /// <summary>Cuts what the model wrote to what is worth proposing.</summary>
    /// <param name="written">What the model wrote.</param>
    /// <param name="text">The texts of the request.</param>
    /// <param name="bounds">Where the proposal ends at the latest.</param>
    public static InlineProposal Of(string written, InlineText text, InlineBounds bounds)
    {
        if (written.Length == 0)
        {
            return None(InlineReasons.StoppedAtOnce);
        }

        var normal = written.Replace("\r\n", "\n", StringComparison.Ordinal);
        var bounded = bounds.FindEnd(normal) is { } end ? normal[..end] : normal;
        if (string.IsNullOrWhiteSpace(bounded))
        {
            return None(InlineReasons.OnlyWhitespace);
        }

        var kept = InlineRepeat.Cut(bounded, text.LinePrefix, text.Suffix);
        // A space before the rest of the line is part of the line; at its end it is of no use.
        kept = string.IsNullOrWhiteSpace(text.RestOfLine) ? kept.TrimEnd() : kept.TrimEnd('\n');
        return string.IsNullOrWhiteSpace(kept)
            ? None(InlineReasons.RepeatsSuffix)
            : new InlineProposal(
                kept.Replace("\n", text.LineEnd, StringComparison.Ordinal),
                InlineRepeat.ReplacesAfter(kept, text.RestOfLine),
                null
            );
    }

    private static InlineProposal None(string reason) => new("", 0, reason);
}
