namespace Chat.Formats.ToolCalls;

/// <summary>Reads a call whose name stands between marks, before the arguments.</summary>
internal sealed class MarkedCallReader : CallReader
{
    // No tool has a longer name or id than this.
    private const int MaxWordLength = 256;

    private readonly CallFormat _format;
    private readonly ArgumentReader _arguments;
    private readonly string[][] _enders;
    private int _part;
    private string? _name;
    private string? _id;
    private bool _hasBegun;

    /// <summary>Makes a reader.</summary>
    /// <param name="format">How the calls are written.</param>
    public MarkedCallReader(CallFormat format)
    {
        _format = format;
        _arguments = ArgumentReader.Of(format);
        _enders = [.. Enumerable.Range(0, format.Call.Count).Select(part => EndersAfter(format, part))];
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _part = 0;
        _name = null;
        _id = null;
        _hasBegun = false;
        _arguments.Reset();
    }

    /// <inheritdoc/>
    public override ReadStatus Read(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        while (_part < _format.Call.Count)
        {
            var status = ReadPart(text, ref at, isLast, output);
            if (status == ReadStatus.More)
            {
                return status;
            }

            if (status == ReadStatus.Failed)
            {
                if (!_hasBegun)
                {
                    return ReadStatus.Failed;
                }

                break;
            }

            _part++;
        }

        if (output.Tool is not null)
        {
            output.End();
        }

        return ReadStatus.Done;
    }

    private ReadStatus ReadPart(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        var part = _format.Call[_part];
        switch (part.Kind)
        {
            case CallPartKind.Text:
                return _hasBegun
                    ? Literal.ReadEnd(text, ref at, part.Text, isLast)
                    : Literal.Read(text, ref at, part.Text, isLast);
            case CallPartKind.Arguments:
                return ReadArguments(text, ref at, isLast, output);
            default:
                return ReadWord(text, ref at, isLast, part.Kind, output);
        }
    }

    private ReadStatus ReadArguments(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        if (!_hasBegun)
        {
            output.Begin(_name!, _id);
            _hasBegun = true;
        }

        var status = _arguments.Read(text, ref at, isLast, output);
        if (status == ReadStatus.Done)
        {
            output.End();
        }

        return status;
    }

    private ReadStatus ReadWord(ReadOnlySpan<char> text, ref int at, bool isLast, CallPartKind kind, CallOutput output)
    {
        var rest = text[at..];
        var (ender, length) = MarkerScan.Find(rest, _enders[_part], isLast);
        if (ender < 0 && !isLast)
        {
            return rest.Length <= MaxWordLength ? ReadStatus.More : ReadStatus.Failed;
        }

        if (ender < 0 || length > MaxWordLength)
        {
            return ReadStatus.Failed;
        }

        var word = rest[..length].Trim().ToString();
        at += length;
        switch (kind)
        {
            case CallPartKind.Name:
                _name = word;
                return output.Knows(word) ? ReadStatus.Done : ReadStatus.Failed;
            case CallPartKind.Id:
                _id = word;
                return ReadStatus.Done;
            default:
                return word.AsSpan().ContainsAnyExceptInRange('0', '9') ? ReadStatus.Failed : ReadStatus.Done;
        }
    }

    // A word ends where the next mark begins; a mark of white space alone shares that with the arguments and the call's end.
    private static string[] EndersAfter(CallFormat format, int part)
    {
        var enders = new List<string>();
        for (var next = part + 1; next < format.Call.Count; next++)
        {
            var text = format.Call[next];
            switch (text.Kind)
            {
                case CallPartKind.Arguments when format.Arguments == ArgumentWriting.Tagged:
                    enders.Add(FirstToken(format.ArgumentMarks!.Start));
                    break;
                case CallPartKind.Arguments when format.Arguments != ArgumentWriting.Python:
                    enders.Add("{");
                    return [.. enders];
                case CallPartKind.Text when string.IsNullOrWhiteSpace(text.Text):
                    enders.Add(text.Text[..1]);
                    break;
                case CallPartKind.Text:
                    enders.Add(FirstToken(text.Text));
                    return [.. enders];
                default:
                    return [.. enders];
            }
        }

        return [.. enders.Where(ender => ender.Length > 0)];
    }

    private static string FirstToken(string mark)
    {
        var text = mark.AsSpan().Trim();
        var end = text.IndexOfAny(" \n\r\t");
        return (end < 0 ? text : text[..end]).ToString();
    }
}
