namespace Chat.Formats.ToolCalls;

/// <summary>Reads the part of an answer in which the calls stand, from its start mark to its end mark.</summary>
/// <param name="format">How it is written.</param>
internal sealed class SectionReader(CallFormat format)
{
    private readonly CallReader _call = CallReader.Of(format);
    private readonly bool _hasSeparator = !string.IsNullOrWhiteSpace(format.Separator);
    private readonly string _nextCall = FirstMark(format);
    private Place _place;
    private int _callsBefore;

    private enum Place
    {
        Start,
        Call,
        After,
    }

    /// <summary>From where on the text must be kept: it may still turn out to be no call.</summary>
    public int Keep { get; private set; }

    /// <summary>Makes it ready for the next section.</summary>
    public void Reset()
    {
        _place = Place.Start;
        Keep = 0;
    }

    /// <summary>Says that text was taken away from the start.</summary>
    /// <param name="count">How many characters.</param>
    public void Shift(int count) => Keep -= count;

    /// <summary>Reads on.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="at">Where to read on; where it left off.</param>
    /// <param name="isLast">True when nothing follows the text.</param>
    /// <param name="output">Where the calls go.</param>
    /// <returns><see cref="ReadStatus.Failed"/> when the text from <see cref="Keep"/> on is no call; what went out before stays.</returns>
    public ReadStatus Read(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        while (true)
        {
            var status = _place switch
            {
                Place.Start => ReadStart(text, ref at, isLast, output),
                Place.Call => ReadCall(text, ref at, isLast, output),
                _ => ReadAfter(text, ref at, isLast, output),
            };
            if (status is { } left)
            {
                return left;
            }
        }
    }

    private ReadStatus? ReadStart(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        Keep = at;
        var status = Literal.Read(text, ref at, format.SectionStart, isLast);
        if (status != ReadStatus.Done)
        {
            return status;
        }

        BeginCall(output);
        return null;
    }

    private void BeginCall(CallOutput output)
    {
        _call.Reset();
        _callsBefore = output.Count;
        _place = Place.Call;
    }

    private ReadStatus? ReadCall(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        var status = _call.Read(text, ref at, isLast, output);
        if (output.Count > _callsBefore)
        {
            Keep = at;
        }

        if (status != ReadStatus.Done)
        {
            return status;
        }

        _place = Place.After;
        return null;
    }

    private ReadStatus? ReadAfter(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        Keep = at;
        if (!string.IsNullOrWhiteSpace(format.SectionEnd))
        {
            var end = Literal.ReadEnd(text, ref at, format.SectionEnd, isLast);
            if (end != ReadStatus.Failed)
            {
                return end;
            }
        }

        var next = at;
        if (_hasSeparator)
        {
            var separator = Literal.Read(text, ref next, format.Separator, isLast);
            if (separator != ReadStatus.Done)
            {
                return separator == ReadStatus.More ? ReadStatus.More : ReadStatus.Done;
            }

            at = next;
        }

        // Without a mark of its own the next call is known by its first sign.
        var status = Literal.Read(text, ref next, _nextCall, isLast);
        if (status == ReadStatus.Done)
        {
            BeginCall(output);
            return null;
        }

        // A separator without a call behind it is read again when more is there.
        at = Keep;
        return status == ReadStatus.More ? ReadStatus.More : ReadStatus.Done;
    }

    private static string FirstMark(CallFormat format)
    {
        var first = format.Call[0].Text.AsSpan().Trim();
        var end = first.IndexOfAny(" \n\r\t{");
        return (end > 0 ? first[..end] : first[..Math.Min(1, first.Length)]).ToString();
    }
}
