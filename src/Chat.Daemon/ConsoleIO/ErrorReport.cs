using Chat.Core.Errors;
using Chat.Daemon.Routing;

namespace Chat.Daemon.ConsoleIO;

/// <summary>Tells a person on standard error what went wrong: one line of what, one of what to do.</summary>
internal static class ErrorReport
{
    /// <summary>Writes a failure.</summary>
    /// <param name="error">Where it goes.</param>
    /// <param name="failure">The failure.</param>
    public static void Write(TextWriter error, ChatException failure) =>
        Write(error, failure.Message, LimitAdvice.Of(failure));

    /// <summary>Writes a failure.</summary>
    /// <param name="error">Where it goes.</param>
    /// <param name="what">One sentence: what happened.</param>
    /// <param name="advice">One sentence: what to do.</param>
    public static void Write(TextWriter error, string what, string advice) =>
        error.Write($"error: {SafeText.Line(what)}\n  {SafeText.Line(advice)}\n");

    /// <summary>Writes a warning.</summary>
    /// <param name="error">Where it goes.</param>
    /// <param name="what">One sentence: what was not done as asked.</param>
    public static void Warn(TextWriter error, string what) => error.Write($"warning: {SafeText.Line(what)}\n");
}
