using Chat.Daemon.ConsoleIO;
using Microsoft.Win32.SafeHandles;

namespace Chat.Daemon.Rpc;

/// <summary>
/// Standard output whose writes can be given up: a write to a pipe that nobody reads hears no token. What was given up may still be written;
/// the output is good for nothing after it.
/// </summary>
/// <param name="inner">The output, which stays open.</param>
internal sealed class AbandonableOutput(Stream inner) : WriteOnlyStream
{
    private readonly SafeFileHandle? _handle = (inner as FileStream)?.SafeFileHandle;

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (
            _handle is not null
            && buffer.Length <= StandardDescriptors.AtomicWrite
            && StandardDescriptors.HasRoom(_handle)
        )
        {
            // It does not wait, so it needs no other thread: waking one would take longer than the write.
            inner.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        var write = inner.WriteAsync(buffer, cancellationToken);
        return write.IsCompleted ? write : new ValueTask(write.AsTask().WaitAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is kept back.
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
