namespace Chat.Daemon.ConsoleIO;

/// <summary>Standard output cannot be written: its reader has gone away, or the disk is full, or it is closed. Nothing more can be said there.</summary>
/// <param name="innerException">The cause.</param>
internal sealed class OutputException(Exception innerException)
    : IOException("Standard output cannot be written.", innerException)
{
    // EPIPE, which .NET gives as the result code on Unix.
    private const int BrokenPipe = 32;

    /// <summary>True when the reader of a pipe has gone away, as with <c>| head</c>.</summary>
    public bool ReaderIsGone => InnerException is { HResult: BrokenPipe };
}
