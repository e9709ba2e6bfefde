using System.IO.Pipelines;

namespace Chat.Daemon.Rpc;

/// <summary>
/// Reads standard input on a thread of its own: a read there hears no token, and a pool thread that waits in one would be missed elsewhere.
/// The thread ends with the input, or with the process.
/// </summary>
internal sealed class InputPump
{
    // What is read ahead of the connection at most.
    private const int PauseAt = 256 * 1024;
    private const int ReadSize = 16 * 1024;

    private readonly Pipe _pipe = new(
        new PipeOptions(
            pauseWriterThreshold: PauseAt,
            resumeWriterThreshold: PauseAt / 2,
            minimumSegmentSize: ReadSize,
            useSynchronizationContext: false
        )
    );
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private InputPump() { }

    /// <summary>What was read; its reads heed their tokens.</summary>
    public PipeReader Reader => _pipe.Reader;

    /// <summary>Ends when the input has ended, however it did. Never fails.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Begins to read.</summary>
    /// <param name="input">The input.</param>
    public static InputPump Start(Stream input)
    {
        var pump = new InputPump();
        new Thread(() => pump.Run(input)) { IsBackground = true, Name = "standard input" }.Start();
        return pump;
    }

    private void Run(Stream input)
    {
        Exception? fault = null;
        try
        {
            while (true)
            {
                var count = input.Read(_pipe.Writer.GetSpan(ReadSize));
                if (count <= 0)
                {
                    break;
                }

                _pipe.Writer.Advance(count);
                var flush = _pipe.Writer.FlushAsync();
                // This thread is there to wait.
                if ((flush.IsCompleted ? flush.Result : flush.AsTask().GetAwaiter().GetResult()).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            fault = error as IOException ?? new IOException(error.Message, error);
        }

        _pipe.Writer.Complete(fault);
        _ended.TrySetResult();
    }
}
