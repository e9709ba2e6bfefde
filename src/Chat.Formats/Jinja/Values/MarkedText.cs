using System.Text;

namespace Chat.Formats.Jinja.Values;

/// <summary>Gathers text with its marks; neighbours with the same mark become one stretch. Not safe for use by several threads at once.</summary>
/// <param name="limit">The most characters.</param>
internal sealed class MarkedText(int limit)
{
    private readonly StringBuilder _text = new();
    private readonly List<(int End, bool IsInput)> _runs = [];
    private bool _isInput;

    /// <summary>How many characters there are.</summary>
    public int Length => _text.Length;

    /// <summary>True when it would have grown beyond its limit; what did not fit was left out.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isInput">Whether it is input.</param>
    public MarkedText Append(ReadOnlySpan<char> text, bool isInput)
    {
        if (text.IsEmpty)
        {
            return this;
        }

        if (text.Length > limit - _text.Length)
        {
            IsFull = true;
            return this;
        }

        if (isInput != _isInput)
        {
            EndRun();
            _isInput = isInput;
        }

        _text.Append(text);
        return this;
    }

    /// <summary>Adds a string with its marks.</summary>
    /// <param name="value">The string.</param>
    public MarkedText Append(JinjaString value)
    {
        for (var index = 0; index < value.PieceCount; index++)
        {
            var piece = value.Piece(index);
            Append(piece.Text, piece.IsInput);
        }

        return this;
    }

    /// <summary>Adds a part of a string with its marks.</summary>
    /// <param name="value">The string.</param>
    /// <param name="start">Where the part begins, in UTF-16 units.</param>
    /// <param name="length">How many UTF-16 units it has.</param>
    public MarkedText Append(JinjaString value, int start, int length) =>
        value.PieceCount == 1
            ? Append(value.Text.AsSpan(start, length), value.HasInput)
            : Append(value.Slice(start, length));

    /// <summary>Adds stretches.</summary>
    /// <param name="pieces">The stretches.</param>
    public MarkedText Append(JinjaText[] pieces)
    {
        foreach (var piece in pieces)
        {
            Append(piece.Text, piece.IsInput);
        }

        return this;
    }

    /// <summary>The stretches gathered so far.</summary>
    public JinjaText[] ToPieces()
    {
        EndRun();
        var pieces = new JinjaText[_runs.Count];
        var start = 0;
        for (var index = 0; index < pieces.Length; index++)
        {
            var (end, isInput) = _runs[index];
            pieces[index] = new JinjaText(_text.ToString(start, end - start), isInput);
            start = end;
        }

        return pieces;
    }

    /// <summary>The text gathered so far as a value.</summary>
    public JinjaString ToValue() => JinjaString.FromPieces(ToPieces());

    private void EndRun()
    {
        if (_text.Length > (_runs.Count > 0 ? _runs[^1].End : 0))
        {
            if (_runs.Count > 0 && _runs[^1].IsInput == _isInput)
            {
                _runs[^1] = (_text.Length, _isInput);
            }
            else
            {
                _runs.Add((_text.Length, _isInput));
            }
        }
    }
}
