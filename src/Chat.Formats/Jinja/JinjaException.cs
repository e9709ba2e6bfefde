namespace Chat.Formats.Jinja;

/// <summary>A template that cannot be read or rendered.</summary>
/// <param name="reason">One sentence without its full stop: what is wrong, or what the template says with <c>raise_exception</c>.</param>
/// <param name="line">The line of the template, from 1.</param>
/// <param name="column">The column in characters, from 1.</param>
/// <param name="isRaised">True when the template itself raised it.</param>
internal sealed class JinjaException(string reason, int line, int column, bool isRaised = false)
    : Exception(isRaised ? reason : $"Line {line}, column {column}: {reason}.")
{
    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; } = reason;

    /// <summary>The line of the template, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column in characters, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>True when the template raised it with <c>raise_exception</c>: the reason is then the template's own and meant for the user.</summary>
    public bool IsRaised { get; } = isRaised;

    /// <summary>The failure at a place of a source.</summary>
    /// <param name="source">The template's source.</param>
    /// <param name="position">The place: how many characters stand before it.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="isRaised">True when the template itself raised it.</param>
    public static JinjaException At(string source, int position, string reason, bool isRaised = false)
    {
        var before = source.AsSpan(0, Math.Clamp(position, 0, source.Length));
        return new JinjaException(reason, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), isRaised);
    }
}
