namespace Chat.Daemon.Tests.Support;

/// <summary>A standard output that is not open for writing.</summary>
internal sealed class ReadOnlyOutput : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new UnauthorizedAccessException("Access is denied.");
}
