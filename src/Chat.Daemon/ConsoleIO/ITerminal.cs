namespace Chat.Daemon.ConsoleIO;

/// <summary>The three standard streams and what is known of them. Commands see these and never the console itself.</summary>
internal interface ITerminal
{
    /// <summary>True when standard input is not typed by a person: a pipe, a file, or nothing.</summary>
    bool IsInputRedirected { get; }

    /// <summary>True when standard output is not a terminal.</summary>
    bool IsOutputRedirected { get; }

    /// <summary>True when standard error is not a terminal.</summary>
    bool IsErrorRedirected { get; }

    /// <summary>The terminal's width in columns; 80 where there is none.</summary>
    int Width { get; }

    /// <summary>Standard output as bytes; each write goes out at once. A write fails when the reader has gone away.</summary>
    Stream Output { get; }

    /// <summary>Standard error as text; each write goes out at once.</summary>
    TextWriter Error { get; }

    /// <summary>Opens standard input as bytes.</summary>
    Stream OpenInput();
}
