using System.IO.Pipelines;
using Chat.Http.Lines;

namespace Chat.Http.Ndjson;

/// <summary>
/// Reads a stream of JSON values, one a line, as Ollama's own endpoints send it (application/x-ndjson).
/// A line ends at LF, CR LF or CR; lines that are empty or blank are skipped; spaces and tabs before a value are left out;
/// the last line needs no ending, and <see cref="ItemReader.IsCut"/> says when it has none. The JSON itself is not looked at.
/// </summary>
internal sealed class NdjsonReader : ItemReader
{
    private bool _hasStarted;

    /// <summary>A reader over a stream, which is disposed with it.</summary>
    /// <param name="stream">The body of an answer.</param>
    /// <param name="limits">How much it may hold; <see cref="StreamLimits.Default"/> when null.</param>
    public NdjsonReader(Stream stream, StreamLimits? limits = null)
        : base(new LineSource(stream), limits ?? StreamLimits.Default) { }

    /// <summary>A reader over a pipe, which is completed with it.</summary>
    /// <param name="pipe">The body of an answer.</param>
    /// <param name="limits">How much it may hold; <see cref="StreamLimits.Default"/> when null.</param>
    public NdjsonReader(PipeReader pipe, StreamLimits? limits = null)
        : base(new LineSource(pipe), limits ?? StreamLimits.Default) { }

    /// <inheritdoc/>
    protected override bool Take(in LineFragment fragment)
    {
        var bytes = fragment.Bytes;
        if (!_hasStarted)
        {
            var start = bytes.Span.IndexOfAnyExcept((byte)' ', (byte)'\t');
            bytes = start < 0 ? default : bytes[start..];
            _hasStarted = start >= 0;
        }

        if (!bytes.IsEmpty)
        {
            var length = (long)Payload.Length + bytes.Length;
            Limits.CheckLine(length);
            Limits.CheckEvent(length);
            Payload.Append(bytes);
        }

        var isWhole = fragment.EndsLine && _hasStarted;
        _hasStarted &= !isWhole;
        return isWhole;
    }
}
