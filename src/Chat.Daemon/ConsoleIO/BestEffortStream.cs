namespace Chat.Daemon.ConsoleIO;

/// <summary>
/// Passes on what can be written and drops what cannot: a standard error that is closed, or full, must not become another failure and
/// hide the exit code of the first.
/// </summary>
/// <param name="inner">Where the bytes go.</param>
internal sealed class BestEffortStream(Stream inner) : WriteOnlyStream
{
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Try(() => inner.Write(buffer, offset, count));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nobody is left who could be told.
        }
    }
}
