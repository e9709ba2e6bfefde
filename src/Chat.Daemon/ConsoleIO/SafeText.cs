namespace Chat.Daemon.ConsoleIO;

/// <summary>
/// Text of a model, a server or a file for a terminal: it may hold line ends or escape codes, which must not change what the terminal shows.
/// Each control character becomes a blank.
/// </summary>
internal static class SafeText
{
    /// <summary>A text on one line.</summary>
    /// <param name="text">The text.</param>
    public static string Line(string text) => Clean(text, keep: "");

    /// <summary>A text that keeps its line feeds and tabs.</summary>
    /// <param name="text">The text.</param>
    public static string Lines(string text) => Clean(text, keep: "\n\t");

    private static string Clean(string text, string keep) =>
        text.Any(letter => IsUnsafe(letter, keep))
            ? string.Concat(text.Select(letter => IsUnsafe(letter, keep) ? ' ' : letter))
            : text;

    private static bool IsUnsafe(char letter, string keep) =>
        char.IsControl(letter) && !keep.Contains(letter, StringComparison.Ordinal);
}
