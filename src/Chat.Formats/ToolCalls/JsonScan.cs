namespace Chat.Formats.ToolCalls;

/// <summary>Finds where a JSON value ends, character by character. It checks no more than it must: quotes and brackets.</summary>
internal struct JsonScan
{
    private int _depth;
    private bool _inString;
    private bool _isEscaped;
    private bool _hasBegun;

    /// <summary>True when the value is over: its last bracket or quote was read, or what follows a number or word.</summary>
    public bool IsDone { get; private set; }

    /// <summary>True inside a string of the value.</summary>
    public readonly bool InString => _inString;

    /// <summary>Reads one character.</summary>
    /// <param name="next">The character.</param>
    /// <returns>True when it belongs to the value; false when the value ended before it.</returns>
    public bool Read(char next)
    {
        if (_inString)
        {
            ReadInString(next);
            return true;
        }

        switch (next)
        {
            case '"':
                _inString = true;
                break;
            case '{' or '[':
                _depth++;
                break;
            case '}' or ']' when _depth > 0:
                _depth--;
                IsDone = _depth == 0;
                break;
            case '}' or ']' or ',' or ' ' or '\n' or '\r' or '\t' or '<' when _depth == 0:
                IsDone = _hasBegun;
                return !_hasBegun && next is ' ' or '\n' or '\r' or '\t';
            default:
                break;
        }

        _hasBegun = true;
        return true;
    }

    private void ReadInString(char next)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
        }
        else if (next == '\\')
        {
            _isEscaped = true;
        }
        else if (next == '"')
        {
            _inString = false;
            IsDone = _depth == 0;
        }
    }
}
