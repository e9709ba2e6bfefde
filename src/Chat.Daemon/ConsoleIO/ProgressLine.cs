using System.Globalization;

namespace Chat.Daemon.ConsoleIO;

/// <summary>
/// One line on a terminal that says what a person waits for. It shows only when the wait is past <see cref="Delay"/> and is erased
/// before anything else is written. Safe for use by several threads at once.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    /// <summary>How long a wait must be before it is worth a line.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly ITerminal _terminal;
    private readonly ITimer _timer;
    private string? _what;
    private double _fraction;
    private int _shown;
    private bool _stopped;

    private ProgressLine(ITerminal terminal, TimeProvider time)
    {
        _terminal = terminal;
        _timer = time.CreateTimer(_ => Draw(), state: null, Delay, Period);
    }

    /// <summary>Starts a line, when there is a terminal to show it.</summary>
    /// <param name="terminal">The standard streams.</param>
    /// <param name="time">The clock.</param>
    /// <param name="quiet">True shows none.</param>
    /// <returns>The line; null when nobody would see it.</returns>
    public static ProgressLine? Start(ITerminal terminal, TimeProvider time, bool quiet) =>
        quiet || terminal.IsErrorRedirected ? null : new ProgressLine(terminal, time);

    /// <summary>Notes what the wait is for.</summary>
    /// <param name="what">What is being done, such as <c>loading the model</c>.</param>
    /// <param name="fraction">How much of it is done, 0 to 1.</param>
    public void Update(string what, double fraction)
    {
        lock (_gate)
        {
            _what = what;
            _fraction = fraction;
        }
    }

    /// <summary>Erases the line and shows no more. May be called more than once.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            _timer.Dispose();
            Erase();
        }
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (_stopped || _what is null)
            {
                return;
            }

            var percent = (int)(Math.Clamp(_fraction, 0, 1) * 100);
            var text = string.Create(CultureInfo.InvariantCulture, $"{_what}… {percent} %");
            // A line as wide as the terminal would wrap, and could not be erased.
            text = text[..Math.Min(text.Length, Math.Max(1, _terminal.Width - 1))];
            var padding = new string(' ', Math.Max(0, _shown - text.Length));
            _terminal.Error.Write($"\r{text}{padding}");
            _shown = Math.Max(_shown, text.Length);
        }
    }

    // Blanks instead of an escape code: every console has those.
    private void Erase()
    {
        if (_shown > 0)
        {
            _terminal.Error.Write($"\r{new string(' ', _shown)}\r");
            _shown = 0;
        }
    }
}
