using Chat.Http.Tests.Lines;

namespace Chat.Http.Tests.Exchange;

/// <summary>A body that gives some bytes and then waits for more that never come.</summary>
internal sealed class WaitingStream(byte[] bytes) : ReadOnlyStream
{
    private int _given;

    /// <summary>True once a read that waited was cancelled: this is what closes a connection.</summary>
    public bool WasBrokenOff { get; private set; }

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given < bytes.Length)
        {
            var given = Math.Min(buffer.Length, bytes.Length - _given);
            bytes.AsMemory(_given, given).CopyTo(buffer);
            _given += given;
            return given;
        }

        // Like the platform: without a wait nothing is closed.
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return 0;
        }
        finally
        {
            WasBrokenOff = true;
        }
    }
}
