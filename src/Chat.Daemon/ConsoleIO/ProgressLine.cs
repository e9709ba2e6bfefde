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

    // Narrower than any terminal in use.
    private const int MaxColumns = 39;

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

            var text = Describe(_what, _fraction);
            var padding = new string(' ', Math.Max(0, _shown - text.Length));
            _terminal.Error.Write($"\r{text}{padding}");
            _shown = Math.Max(_shown, text.Length);
        }
    }

    // Not every stage tells how far it is, and 0 % for seconds would look stuck. A line that wraps could not be erased; the terminal
    // is not asked for its width, because that loads .NET's terminal database and sends the terminal codes of its own.
    private static string Describe(string what, double fraction)
    {
        var percent = (int)(Math.Clamp(fraction, 0, 1) * 100);
        var text = percent == 0 ? $"{what}…" : string.Create(CultureInfo.InvariantCulture, $"{what}… {percent} %");
        return text.Length <= MaxColumns ? text : text[..MaxColumns];
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
