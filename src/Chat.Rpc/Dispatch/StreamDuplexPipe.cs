using System.IO.Pipelines;

namespace Chat.Rpc.Dispatch;

/// <summary>Two streams as pipes. Completing a pipe disposes of its stream.</summary>
/// <param name="input">The peer's bytes.</param>
/// <param name="output">The bytes to the peer.</param>
internal sealed class StreamDuplexPipe(Stream input, Stream output) : IDuplexPipe
{
    // As much as a flush of chunks usually is, so that it is one read.
    private const int ReadSize = 16 * 1024;

    /// <inheritdoc/>
    public PipeReader Input { get; } = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: ReadSize));

    /// <inheritdoc/>
    public PipeWriter Output { get; } = PipeWriter.Create(output);
}
