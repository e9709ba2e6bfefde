using System.IO.Pipelines;
using Chat.Http.Lines;

namespace Chat.Http.Sse;

/// <summary>
/// Reads a stream of server-sent events (text/event-stream), by the grammar of WHATWG HTML, section 9.2: lines that end at LF, CR LF or CR,
/// a byte order mark, comments, data over several lines, fields without a colon, at most one space after the colon.
/// <c>id</c>, <c>retry</c>, unknown fields and comments are skipped in constant memory, and events without data are no events.
/// Unlike a browser it hands out the event in which the stream ended; <see cref="ItemReader.IsCut"/> tells it from the others.
/// </summary>
internal sealed class SseReader : ItemReader
{
    private readonly PayloadBuffer _type;
    private SseLineHead _head;
    private SseField _field;
    private int _lineBytes;
    private bool _hasData;

    /// <summary>A reader over a stream, which is disposed with it.</summary>
    /// <param name="stream">The body of an answer.</param>
    /// <param name="limits">How much it may hold; <see cref="StreamLimits.Default"/> when null.</param>
    public SseReader(Stream stream, StreamLimits? limits = null)
        : this(new LineSource(stream), limits ?? StreamLimits.Default) { }

    /// <summary>A reader over a pipe, which is completed with it.</summary>
    /// <param name="pipe">The body of an answer.</param>
    /// <param name="limits">How much it may hold; <see cref="StreamLimits.Default"/> when null.</param>
    public SseReader(PipeReader pipe, StreamLimits? limits = null)
        : this(new LineSource(pipe), limits ?? StreamLimits.Default) { }

    private SseReader(LineSource lines, StreamLimits limits)
        : base(lines, limits)
    {
        _type = new PayloadBuffer(limits.MaxEventBytes);
    }

    /// <summary>The type of the event read last, UTF-8; empty when it has none. Good until the next read or disposal.</summary>
    public ReadOnlyMemory<byte> EventType => _type.Memory;

    /// <inheritdoc/>
    protected override bool Take(in LineFragment fragment)
    {
        var value = fragment.Bytes[_head.Take(fragment.Bytes.Span)..];
        if (_field == SseField.None)
        {
            Open(fragment.EndsLine ? _head.FieldAtEnd : _head.Field);
        }

        Append(value);
        return fragment.EndsLine && EndLine();
    }

    /// <inheritdoc/>
    protected override void ClearItem()
    {
        base.ClearItem();
        _type.Clear();
        _hasData = false;
    }

    /// <inheritdoc/>
    protected override void ReleaseItem()
    {
        base.ReleaseItem();
        _type.Release();
    }

    /// <summary>Begins a field once its name is known: a further line of data is joined to the first, another type replaces the first.</summary>
    private void Open(SseField field)
    {
        _field = field;
        if (field == SseField.Type)
        {
            _type.Clear();
        }
        else if (field == SseField.Data)
        {
            if (_hasData)
            {
                CheckEvent(1);
                Payload.Append((byte)'\n');
            }

            _hasData = true;
        }
    }

    private void Append(ReadOnlyMemory<byte> value)
    {
        if (value.IsEmpty || _field is not (SseField.Data or SseField.Type))
        {
            return;
        }

        Limits.CheckLine((long)_lineBytes + value.Length);
        CheckEvent(value.Length);
        _lineBytes += value.Length;
        if (_field == SseField.Data)
        {
            Payload.Append(value);
        }
        else
        {
            // A type is short and outlives its line, so it is copied at once.
            _type.Append(value);
            _type.Keep();
        }
    }

    private bool EndLine()
    {
        var endsEvent = _head.IsEmpty;
        _head = default;
        _field = SseField.None;
        _lineBytes = 0;
        if (endsEvent && !_hasData)
        {
            ClearItem();
        }

        return endsEvent && _hasData;
    }

    private void CheckEvent(int more) => Limits.CheckEvent((long)Payload.Length + _type.Length + more);
}
