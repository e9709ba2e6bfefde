namespace Chat.Daemon.Tests.Support;

/// <summary>An input that never ends.</summary>
internal sealed class EndlessStream : MemoryStream
{
    public long Given { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        buffer.Fill((byte)'a');
        Given += buffer.Length;
        return buffer.Length;
    }
}
