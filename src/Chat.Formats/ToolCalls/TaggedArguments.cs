using System.Text;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// Reads arguments that stand each between marks of its own and writes them as JSON: what a value is says its mark or else the tool's
/// schema. Strings and structures go out while they come, other values when they are whole.
/// </summary>
internal sealed class TaggedArguments : ArgumentReader
{
    private readonly ArgumentMarks _marks;
    private readonly string _tail;
    private readonly string[] _keyEnd;
    private readonly string _keyEndRest;
    private readonly StringBuilder _value = new();
    private readonly StringBuilder _json = new();
    private readonly string[] _ends = ["", ""];

    private Place _place;
    private int _count;
    private string _key = "";
    private ArgumentType _type;
    private JsonScan _scan;
    private bool _mayBeJson;

    /// <summary>Makes a reader.</summary>
    /// <param name="format">The form of the calls.</param>
    public TaggedArguments(CallFormat format)
    {
        _marks = format.ArgumentMarks!;
        _tail = format.Call[^1].Kind == CallPartKind.Text ? format.Call[^1].Text : format.SectionEnd;
        var hole = _marks.KeyEnd.IndexOf(ArgumentMarks.TypeHole, StringComparison.Ordinal);
        _keyEnd = [_marks.KeyEndToken];
        _keyEndRest = hole < 0 ? "" : _marks.KeyEnd[(hole + ArgumentMarks.TypeHole.Length)..];
    }

    private enum Place
    {
        Between,
        Key,
        ValueStart,
        Text,
        Structure,
        Bare,
        End,
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _place = Place.Between;
        _count = 0;
        _value.Clear();
    }

    /// <inheritdoc/>
    public override ReadStatus Read(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        while (true)
        {
            var status = _place switch
            {
                Place.Between => ReadBetween(text, ref at, output),
                Place.Key => ReadKey(text, ref at, isLast, output),
                Place.ValueStart => ReadValueStart(text, ref at, isLast, output),
                Place.Structure => ReadStructure(text, ref at, output),
                Place.End => ReadEnd(text, ref at, isLast),
                _ => ReadText(text, ref at, isLast, output),
            };
            if (status is { } left)
            {
                return left;
            }
        }
    }

    private ReadStatus? ReadBetween(ReadOnlySpan<char> text, ref int at, CallOutput output)
    {
        var end = at;
        var next = at;
        var ending = string.IsNullOrWhiteSpace(_tail)
            ? ReadStatus.Failed
            : Literal.Read(text, ref end, _tail, isLast: false);
        var starting = ending == ReadStatus.Done ? ending : Literal.Read(text, ref next, _marks.Start, isLast: false);
        if (ending != ReadStatus.Done && starting == ReadStatus.Done && ending != ReadStatus.More)
        {
            at = next;
            _place = Place.Key;
            return null;
        }

        if (ending == ReadStatus.More || starting == ReadStatus.More)
        {
            return ReadStatus.More;
        }

        if (!output.Tool!.IsCustom)
        {
            output.WriteJson(_count == 0 ? "{}" : "}");
        }

        return ReadStatus.Done;
    }

    private ReadStatus? ReadKey(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        var rest = text[at..];
        var (found, length) = MarkerScan.Find(rest, _keyEnd, isLast);
        if (found < 0)
        {
            return rest.Length > ArgumentKeys.MaxLength ? ReadStatus.Failed : ReadStatus.More;
        }

        var next = at + length;
        var word = "";
        // The call has begun: marks that the text's end cuts off are no reason to take it back.
        var status =
            _keyEndRest.Length == 0
                ? Literal.Read(text, ref next, _marks.KeyEnd, isLast: false)
                : ReadType(text, ref next, out word);
        if (status != ReadStatus.Done)
        {
            return status;
        }

        _key = rest[..length].Trim().ToString();
        at = next;
        BeginArgument(word, output);
        return null;
    }

    private ReadStatus ReadType(ReadOnlySpan<char> text, ref int next, out string word)
    {
        word = "";
        var before = _marks.KeyEnd.AsSpan(0, _marks.KeyEnd.IndexOf(ArgumentMarks.TypeHole, StringComparison.Ordinal));
        var status = Literal.Read(text, ref next, before, isLast: false);
        if (status != ReadStatus.Done)
        {
            return status;
        }

        var (found, length) = MarkerScan.Find(text[next..], [ArgumentMarks.Token(_keyEndRest)], isLast: false);
        if (found < 0)
        {
            return text.Length - next > ArgumentKeys.MaxLength ? ReadStatus.Failed : ReadStatus.More;
        }

        word = text.Slice(next, length).ToString();
        next += length;
        return Literal.Read(text, ref next, _keyEndRest, isLast: false);
    }

    private void BeginArgument(string word, CallOutput output)
    {
        _type =
            word.Length == 0 || output.Tool!.IsCustom ? output.Tool!.TypeOf(_key)
            : string.Equals(word, _marks.TextWord, StringComparison.Ordinal) ? ArgumentType.Text
            : ArgumentType.Scalar;
        var end = _marks.End.Replace(ArgumentMarks.KeyHole, _key, StringComparison.Ordinal);
        var core = end.TrimStart();
        _ends[1] = ArgumentMarks.Token(end);
        _ends[0] = core.Length == 0 ? end : end[..^core.Length] + _ends[1];
        if (!output.Tool!.IsCustom)
        {
            output.WriteJson(_count == 0 ? "{" : ", ");
            output.WriteJson(JsonText.Quote(_key));
            output.WriteJson(": ");
        }

        _count++;
        _value.Clear();
        _place = Place.ValueStart;
    }

    private ReadStatus? ReadValueStart(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        if (_type == ArgumentType.Text)
        {
            WriteQuote(output);
            _place = Place.Text;
            return null;
        }

        var next = at;
        Literal.SkipSpace(text, ref next);
        if (next == text.Length && !isLast)
        {
            return ReadStatus.More;
        }

        _scan = default;
        _mayBeJson = next < text.Length && text[next] is '{' or '[' or '"';
        _place =
            next < text.Length && text[next] is '{' or '[' && _type != ArgumentType.Unknown
                ? Place.Structure
                : Place.Bare;
        at = _place == Place.Structure ? next : at;
        return null;
    }

    private ReadStatus? ReadStructure(ReadOnlySpan<char> text, ref int at, CallOutput output)
    {
        var from = at;
        while (at < text.Length && !_scan.IsDone && _scan.Read(text[at]))
        {
            at++;
        }

        output.WriteJson(text[from..at]);
        if (!_scan.IsDone)
        {
            return ReadStatus.More;
        }

        _place = Place.End;
        return null;
    }

    private ReadStatus? ReadEnd(ReadOnlySpan<char> text, ref int at, bool isLast)
    {
        var status = Literal.ReadEnd(text, ref at, _ends[1], isLast);
        if (status == ReadStatus.More)
        {
            return status;
        }

        _place = Place.Between;
        return null;
    }

    private ReadStatus? ReadText(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        var (found, length) = MarkerScan.Find(text[at..], _ends, isLast);
        var piece = text.Slice(at, length);
        at += length;
        if (_place == Place.Bare)
        {
            _value.Append(piece);
            ScanBare(piece);
        }
        else
        {
            WriteText(piece, output);
        }

        if (found < 0)
        {
            if (isLast && _place == Place.Bare)
            {
                output.WriteJson(_value.ToString().Trim());
                _value.Clear();
            }

            return _value.Length > AnswerParser.MaxHeld ? ReadStatus.Failed : ReadStatus.More;
        }

        if (_place == Place.Bare && _scan.InString && text[at] >= ' ')
        {
            // What looks like the end stands in a string of JSON, where no line break can be.
            _value.Append(text[at]);
            ScanBare(text.Slice(at++, 1));
            return null;
        }

        at += _ends[found].Length;
        if (_place == Place.Bare)
        {
            output.WriteJson(JsonText.OfBare(_value.ToString()));
        }
        else
        {
            WriteQuote(output);
        }

        _place = Place.Between;
        return null;
    }

    // A value that may be JSON is followed as JSON until it shows that it is none: by a control character in a string.
    private void ScanBare(ReadOnlySpan<char> piece)
    {
        foreach (var next in piece)
        {
            if (!_mayBeJson)
            {
                return;
            }

            _mayBeJson = !(_scan.InString && next < ' ') && _scan.Read(next) && !_scan.IsDone;
            _scan = _mayBeJson ? _scan : default;
        }
    }

    private void WriteText(ReadOnlySpan<char> piece, CallOutput output)
    {
        if (output.Tool!.IsCustom)
        {
            output.WriteText(piece);
            return;
        }

        _json.Clear();
        JsonText.Escape(piece, _json);
        foreach (var chunk in _json.GetChunks())
        {
            output.WriteJson(chunk.Span);
        }
    }

    private static void WriteQuote(CallOutput output)
    {
        if (!output.Tool!.IsCustom)
        {
            output.WriteJson("\"");
        }
    }
}
