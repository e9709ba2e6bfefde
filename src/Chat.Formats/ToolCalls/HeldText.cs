namespace Chat.Formats.ToolCalls;

/// <summary>The text of an answer that was read and not yet given out. Bounded by its user; grows by doubling.</summary>
internal sealed class HeldText
{
    private char[] _text = new char[256];
    private int _start;
    private int _end;

    /// <summary>How many characters are held.</summary>
    public int Length => _end - _start;

    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Span => _text.AsSpan(_start, _end - _start);

    /// <summary>Puts text at the end.</summary>
    /// <param name="text">The text.</param>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_end + text.Length > _text.Length)
        {
            Room(text.Length);
        }

        text.CopyTo(_text.AsSpan(_end));
        _end += text.Length;
    }

    /// <summary>Takes text away from the start.</summary>
    /// <param name="count">How many characters.</param>
    public void Drop(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = 0;
            _end = 0;
        }
    }

    private void Room(int more)
    {
        var held = Length;
        var target = held + more > _text.Length ? new char[Math.Max(_text.Length * 2, held + more)] : _text;
        _text.AsSpan(_start, held).CopyTo(target);
        _text = target;
        _start = 0;
        _end = held;
    }
}
