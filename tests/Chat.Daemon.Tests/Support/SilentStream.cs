namespace Chat.Daemon.Tests.Support;

/// <summary>An input that gives nothing; the user interrupts as soon as it is waited for.</summary>
/// <param name="interrupt">Cancelled by the first read.</param>
internal sealed class SilentStream(CancellationTokenSource interrupt) : MemoryStream
{
    private readonly ManualResetEventSlim _closed = new();

    public override int Read(Span<byte> buffer)
    {
        interrupt.Cancel();
        _closed.Wait();
        return 0;
    }

    public override void Close() => _closed.Set();
}
