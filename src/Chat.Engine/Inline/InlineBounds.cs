namespace Chat.Engine.Inline;

/// <summary>Where a proposed text ends: at its first line, or with the block that the cursor is in.</summary>
/// <param name="IsSingleLine">True when only the rest of the cursor's line is asked for.</param>
/// <param name="Indentation">The columns that the cursor's line is set in by; a line set in by less is of an outer block.</param>
internal readonly record struct InlineBounds(bool IsSingleLine, int Indentation)
{
    private const int TabColumns = 4;

    /// <summary>The bounds of a request.</summary>
    /// <param name="text">Its texts.</param>
    /// <param name="trigger">What set it off.</param>
    public static InlineBounds Of(InlineText text, InlineTrigger trigger) =>
        new(
            trigger == InlineTrigger.Automatic && !string.IsNullOrWhiteSpace(text.RestOfLine),
            Columns(text.LinePrefix)
        );

    /// <summary>Looks for the end.</summary>
    /// <param name="written">What the model has written; line ends are <c>\n</c>, and its last line may go on.</param>
    /// <returns>How many characters belong to the proposal; null when it may go on.</returns>
    public int? FindEnd(ReadOnlySpan<char> written)
    {
        var lineEnd = written.IndexOf('\n');
        if (IsSingleLine)
        {
            return lineEnd < 0 ? null : lineEnd;
        }

        var blanks = 0;
        while (lineEnd >= 0)
        {
            var rest = written[(lineEnd + 1)..];
            var next = rest.IndexOf('\n');
            var line = next < 0 ? rest : rest[..next];
            var isBlank = line.IsWhiteSpace();
            blanks = isBlank && next >= 0 ? blanks + 1 : 0;
            if (blanks == 2 || (!isBlank && Columns(line) < Indentation))
            {
                return written[..lineEnd].TrimEnd().Length;
            }

            lineEnd = next < 0 ? -1 : lineEnd + 1 + next;
        }

        return null;
    }

    private static int Columns(ReadOnlySpan<char> line)
    {
        var columns = 0;
        foreach (var character in line)
        {
            if (character is not (' ' or '\t'))
            {
                break;
            }

            columns += character == '\t' ? TabColumns : 1;
        }

        return columns;
    }
}
