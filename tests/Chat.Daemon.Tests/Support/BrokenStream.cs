namespace Chat.Daemon.Tests.Support;

/// <summary>A standard output whose reader goes away after some bytes.</summary>
/// <param name="room">The bytes that still go through.</param>
/// <param name="code">The result code of the failure: 32 is a broken pipe on Unix.</param>
internal sealed class BrokenStream(int room, int code = 32) : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Length + count > room)
        {
            throw new IOException("The write failed.", code);
        }

        base.Write(buffer, offset, count);
    }
}
