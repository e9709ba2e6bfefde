using Chat.Core.Errors;

namespace Chat.Daemon.ConsoleIO;

/// <summary>Tells a person on standard error what went wrong: one line of what, one of what to do.</summary>
internal static class ErrorReport
{
    /// <summary>Writes a failure.</summary>
    /// <param name="error">Where it goes.</param>
    /// <param name="failure">The failure.</param>
    public static void Write(TextWriter error, ChatException failure) => Write(error, failure.Message, failure.Advice);

    /// <summary>Writes a failure.</summary>
    /// <param name="error">Where it goes.</param>
    /// <param name="what">One sentence: what happened.</param>
    /// <param name="advice">One sentence: what to do.</param>
    public static void Write(TextWriter error, string what, string advice) =>
        error.Write($"error: {OneLine(what)}\n  {OneLine(advice)}\n");

    /// <summary>Writes a warning.</summary>
    /// <param name="error">Where it goes.</param>
    /// <param name="what">One sentence: what was not done as asked.</param>
    public static void Warn(TextWriter error, string what) => error.Write($"warning: {OneLine(what)}\n");

    // A file name or a library's message may hold line ends or escape codes; they must not change what the terminal shows.
    private static string OneLine(string text) =>
        string.Create(
            text.Length,
            text,
            static (line, source) =>
            {
                for (var index = 0; index < line.Length; index++)
                {
                    line[index] = char.IsControl(source[index]) ? ' ' : source[index];
                }
            }
        );
}
