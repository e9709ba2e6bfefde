namespace Chat.Http.Sse;

/// <summary>
/// Reads the part of a line before its value: the field's name, the colon, and one space after it if there is one.
/// It takes the line in pieces of any size and keeps none of them. Its default value stands at the start of a line.
/// Grammar: WHATWG HTML, section 9.2.6, "Interpreting an event stream".
/// </summary>
internal struct SseLineHead
{
    private SseField _name;
    private int _matched;
    private bool _hasColon;
    private bool _isDone;

    /// <summary>True while the line has no byte at all.</summary>
    public readonly bool IsEmpty => _name == SseField.None;

    /// <summary>The field whose value follows; <see cref="SseField.None"/> while the name is not whole.</summary>
    public readonly SseField Field => _hasColon || _name == SseField.Ignored ? _name : SseField.None;

    /// <summary>The field when the line ends here: a whole name without a colon has an empty value.</summary>
    public readonly SseField FieldAtEnd =>
        _hasColon || _name == SseField.None || _matched == Name(_name).Length ? _name : SseField.Ignored;

    /// <summary>Takes the next piece of the line.</summary>
    /// <param name="bytes">The piece.</param>
    /// <returns>How many of its bytes are not part of the value.</returns>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        if (_isDone)
        {
            return 0;
        }

        var at = 0;
        if (IsEmpty && bytes.StartsWith("data:"u8))
        {
            // Nearly every line. What follows would find the same, byte by byte.
            _name = SseField.Data;
            _hasColon = true;
            at = "data:"u8.Length;
        }

        while (at < bytes.Length && !_hasColon)
        {
            TakeName(bytes[at++]);
            if (_name == SseField.Ignored)
            {
                _isDone = true;
                return at;
            }
        }

        if (at == bytes.Length)
        {
            return at;
        }

        _isDone = true;
        return bytes[at] == (byte)' ' ? at + 1 : at;
    }

    private static ReadOnlySpan<byte> Name(SseField field) =>
        field switch
        {
            SseField.Data => "data"u8,
            SseField.Type => "event"u8,
            _ => default,
        };

    private void TakeName(byte value)
    {
        if (_name == SseField.None)
        {
            _name = value switch
            {
                (byte)'d' => SseField.Data,
                (byte)'e' => SseField.Type,
                _ => SseField.Ignored,
            };
            _matched = 1;
            return;
        }

        var name = Name(_name);
        if (_matched < name.Length && value == name[_matched])
        {
            _matched++;
        }
        else if (_matched == name.Length && value == (byte)':')
        {
            _hasColon = true;
        }
        else
        {
            _name = SseField.Ignored;
        }
    }
}
