using System.Globalization;

namespace Chat.Daemon.EngineHost;

/// <summary>
/// The log of an engine host: life-cycle lines, warnings and errors. Never a prompt, an answer or a secret. Safe for use by several threads.
/// </summary>
/// <param name="writer">Where it goes.</param>
/// <param name="time">The clock.</param>
internal sealed class HostLog(TextWriter writer, TimeProvider time)
{
    /// <summary>The most characters of a log; what comes after is dropped.</summary>
    public const int MaxLength = 1024 * 1024;

    private readonly Lock _gate = new();
    private int _length;

    /// <summary>Writes a line.</summary>
    /// <param name="level">How grave it is: <c>info</c>, <c>warning</c> or <c>error</c>.</param>
    /// <param name="text">The line; its line ends become blanks.</param>
    public void Write(string level, string text)
    {
        var now = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var line = $"{now} {level}: {ConsoleIO.SafeText.Line(text.TrimEnd())}\n";
        lock (_gate)
        {
            if (_length > MaxLength)
            {
                return;
            }

            _length += line.Length;
            writer.Write(_length > MaxLength ? "The log is full.\n" : line);
        }
    }
}
