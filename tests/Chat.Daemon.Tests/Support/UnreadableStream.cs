namespace Chat.Daemon.Tests.Support;

/// <summary>An input that cannot be read.</summary>
internal sealed class UnreadableStream : MemoryStream
{
    public override int Read(Span<byte> buffer) => throw new IOException("Is a directory");
}
