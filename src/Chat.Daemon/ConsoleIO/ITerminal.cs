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

    /// <summary>
    /// Standard output for the caller alone: what anything else in this process writes there from now on, a native library too, goes to standard
    /// error, where the system can tell the two apart. <see cref="Output"/> is not to be used after it.
    /// </summary>
    Stream TakeOutput() => Output;

    /// <summary>Standard error as text; each write goes out at once.</summary>
    TextWriter Error { get; }

    /// <summary>Opens standard input as bytes.</summary>
    Stream OpenInput();
}
