namespace Chat.Formats.Jinja.Values;

/// <summary>
/// A string that knows which of its stretches are input. Most strings have one stretch; joining two copies no text until the whole
/// text is asked for. It is not changed after it was made.
/// </summary>
internal sealed class JinjaString : JinjaValue
{
    // Shorter texts with the same mark are joined at once; more stretches than this are joined where their marks allow it.
    private const int MostCopied = 128;
    private const int MostPieces = 32;

    private readonly JinjaText[]? _pieces;
    private readonly bool _isInput;
    private string? _text;

    /// <summary>Makes a string of one stretch.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isInput">Whether it is input.</param>
    public JinjaString(string text, bool isInput = false)
    {
        _text = text;
        _isInput = isInput;
        Length = text.Length;
    }

    private JinjaString(JinjaText[] pieces, int length, bool isSafe = false)
    {
        _pieces = pieces;
        Length = length;
        IsSafe = isSafe;
    }

    /// <summary>The string with no characters.</summary>
    public static JinjaString Empty { get; } = new("");

    /// <summary>How many UTF-16 units the text has. What a template calls length is counted in code points.</summary>
    public int Length { get; }

    /// <summary>True when it went through <c>safe</c> or <c>escape</c>, which only the test <c>escaped</c> asks for.</summary>
    public bool IsSafe { get; private init; }

    /// <summary>The whole text.</summary>
    public string Text => _text ??= string.Concat(Array.ConvertAll(_pieces!, piece => piece.Text));

    /// <summary>True when any of it is input.</summary>
    public bool HasInput => _pieces is null ? _isInput : Array.Exists(_pieces, piece => piece.IsInput);

    /// <summary>How many stretches it has.</summary>
    public int PieceCount => _pieces?.Length ?? 1;

    /// <inheritdoc/>
    public override string TypeName => "string";

    /// <inheritdoc/>
    public override bool IsTrue => Length > 0;

    /// <summary>Makes a string of stretches.</summary>
    /// <param name="pieces">The stretches, in order; the string takes them over.</param>
    public static JinjaString FromPieces(params JinjaText[] pieces) =>
        pieces.Length switch
        {
            0 => Empty,
            1 => new JinjaString(pieces[0].Text, pieces[0].IsInput),
            _ => new JinjaString(pieces, pieces.Sum(piece => piece.Text.Length)),
        };

    /// <summary>One of the stretches.</summary>
    /// <param name="index">Which, from 0.</param>
    public JinjaText Piece(int index) => _pieces is null ? new JinjaText(_text!, _isInput) : _pieces[index];

    /// <summary>The same string with or without the mark of <c>safe</c>.</summary>
    public JinjaString AsSafe() =>
        _pieces is null
            ? new JinjaString(_text!, _isInput) { IsSafe = true }
            : new JinjaString(_pieces, Length, isSafe: true);

    /// <summary>This string followed by another.</summary>
    /// <param name="other">The other.</param>
    public JinjaString Concat(JinjaString other)
    {
        if (Length == 0 || other.Length == 0)
        {
            return Length == 0 ? other : this;
        }

        if (
            _pieces is null
            && other._pieces is null
            && _isInput == other._isInput
            && Length + other.Length <= MostCopied
        )
        {
            return new JinjaString(_text + other._text, _isInput);
        }

        var pieces = new JinjaText[PieceCount + other.PieceCount];
        CopyTo(pieces, 0);
        other.CopyTo(pieces, PieceCount);
        return pieces.Length <= MostPieces
            ? new JinjaString(pieces, Length + other.Length)
            : new MarkedText(int.MaxValue).Append(pieces).ToValue();
    }

    /// <summary>A part of it.</summary>
    /// <param name="start">Where it begins, in UTF-16 units.</param>
    /// <param name="length">How many UTF-16 units it has.</param>
    public JinjaString Slice(int start, int length)
    {
        if (length == 0 || length == Length)
        {
            return length == 0 ? Empty : this;
        }

        if (_pieces is null)
        {
            return new JinjaString(_text!.Substring(start, length), _isInput);
        }

        var result = new List<JinjaText>(_pieces.Length);
        foreach (var piece in _pieces)
        {
            var from = Math.Clamp(start, 0, piece.Text.Length);
            var to = Math.Clamp(start + length, from, piece.Text.Length);
            if (to > from)
            {
                result.Add(new JinjaText(piece.Text[from..to], piece.IsInput));
            }

            start -= piece.Text.Length;
        }

        return FromPieces([.. result]);
    }

    /// <summary>Each stretch changed by a function.</summary>
    /// <param name="change">The function.</param>
    public JinjaString Map(Func<string, string> change) =>
        _pieces is null
            ? new JinjaString(change(_text!), _isInput)
            : FromPieces(Array.ConvertAll(_pieces, piece => piece with { Text = change(piece.Text) }));

    /// <summary>The whole text.</summary>
    public override string ToString() => Text;

    private void CopyTo(JinjaText[] target, int start)
    {
        if (_pieces is null)
        {
            target[start] = new JinjaText(_text!, _isInput);
        }
        else
        {
            _pieces.CopyTo(target, start);
        }
    }
}
