using System.Runtime.InteropServices;

namespace Chat.Formats.ToolCalls;

/// <summary>Reads an answer in which reasoning, content and calls are told apart by marks.</summary>
internal sealed partial class TextAnswerParser : AnswerParser
{
    // White space that may stand before a marker is held back up to this; more of it is text.
    private const int MaxHeldSpace = 256;

    private readonly HeldText _held = new();
    private readonly CallOutput _output;
    private readonly SectionReader _section;
    private readonly CallFormat _format;
    private readonly bool _hasTools;
    private readonly string _reasoningStart;
    private readonly string _reasoningEnd;
    private readonly string _contentStart;
    private readonly string _contentEnd;
    private readonly List<string> _markers = [];

    private Phase _phase;
    private int _at;
    private bool _hasContent;
    private bool _skipsSpace;
    private bool _mayReason = true;
    private bool _mayCall;
    private long _reasoningLength;

    /// <summary>Makes a parser.</summary>
    /// <param name="format">How the answer is written.</param>
    /// <param name="tools">The tools that may be called, by name.</param>
    /// <param name="ids">Where ids of calls come from.</param>
    /// <param name="isReasoning">True when the prompt has opened the reasoning already.</param>
    public TextAnswerParser(
        CallFormat format,
        IReadOnlyDictionary<string, OfferedTool> tools,
        CallIds ids,
        bool isReasoning
    )
    {
        _format = format;
        _output = new CallOutput(tools, ids, format.IdPattern);
        _section = new SectionReader(format);
        _hasTools = tools.Count > 0;
        _mayCall = _hasTools;
        _reasoningStart = (format.Reasoning?.Start ?? "").Trim();
        _reasoningEnd = (format.Reasoning?.End ?? "").Trim();
        _contentStart = format.ContentStart.Trim();
        _contentEnd = format.ContentEnd.Trim();
        _phase = isReasoning ? Phase.Reasoning : Phase.Content;
        _skipsSpace = isReasoning;
        SetMarkers();
    }

    private enum Phase
    {
        Content,
        Reasoning,
        Section,
    }

    /// <inheritdoc/>
    public override bool IsReasoning => _phase == Phase.Reasoning;

    /// <inheritdoc/>
    public override long ReasoningLength => _reasoningLength;

    /// <inheritdoc/>
    public override int Calls => _output.Count;

    /// <inheritdoc/>
    public override void Push(string text, List<AnswerDelta> into)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (_held.Length == 0 && _phase != Phase.Section && IsPlain(text))
        {
            Give(text, into);
            return;
        }

        _held.Append(text);
        Run(isLast: false, into);
    }

    /// <inheritdoc/>
    public override void Finish(bool cut, List<AnswerDelta> into)
    {
        // A call whose name was not there yet is nothing, and its marks are no content.
        if (cut && _phase == Phase.Section && _output.Tool is null && !_format.StartsAnswer)
        {
            _held.Drop(_held.Length);
        }

        Run(isLast: true, into);
        if (_held.Length > 0 && _output.Tool is null)
        {
            Give(_held.Span.ToString(), into);
        }

        if (!cut && _output.Tool is not null)
        {
            _output.End();
        }

        _held.Drop(_held.Length);
    }

    private void Run(bool isLast, List<AnswerDelta> into)
    {
        _output.Into = into;
        var more = true;
        while (more && _held.Length > 0)
        {
            more = _phase == Phase.Section ? ReadSection(isLast, into) : ReadText(isLast, into);
        }

        if (_output.Tool is not null)
        {
            _output.Flush();
        }
    }

    private bool ReadText(bool isLast, List<AnswerDelta> into)
    {
        if (_mayCall && _format.StartsAnswer && _phase == Phase.Content)
        {
            return ReadStart(isLast, into);
        }

        var text = _held.Span;
        var (marker, at) = MarkerScan.Find(text, CollectionsMarshal.AsSpan(_markers), isLast);
        var end = at;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (marker < 0 && (isLast || at - end > MaxHeldSpace) && !(end == 0 && _skipsSpace))
        {
            // At the end a reasoning's last white space is no part of it; a content's is.
            end = isLast && _phase == Phase.Reasoning ? end : at;
        }

        // Giving content out changes what is looked for.
        var found = marker < 0 ? "" : _markers[marker];
        GiveHeld(end, into);
        if (marker < 0)
        {
            if (isLast)
            {
                _held.Drop(_held.Length);
            }

            return false;
        }

        // What means something only before content is looked for anew once there is some.
        if (!_markers.Contains(found))
        {
            return true;
        }

        // White space before a call is kept until it is one.
        _held.Drop(IsTrigger(found) ? 0 : at - end);
        Take(found);
        return true;
    }

    // Calls without a mark of their own are looked for where the answer begins, and nowhere else.
    private bool ReadStart(bool isLast, List<AnswerDelta> into)
    {
        var at = 0;
        Literal.SkipSpace(_held.Span, ref at);
        if (at == _held.Length)
        {
            return isLast && StartContent();
        }

        if (_reasoningStart.Length > 0 && _mayReason)
        {
            var status = Literal.Read(_held.Span, ref at, _reasoningStart, isLast);
            if (status == ReadStatus.More)
            {
                return false;
            }

            if (status == ReadStatus.Done)
            {
                _held.Drop(at);
                BeginReasoning();
                return true;
            }
        }

        var trigger = Literal.Read(_held.Span, ref at, _format.Trigger, isLast);
        if (trigger == ReadStatus.More)
        {
            return false;
        }

        if (trigger == ReadStatus.Failed)
        {
            return StartContent();
        }

        BeginSection();
        return true;
    }

    private bool StartContent()
    {
        _mayCall = false;
        SetMarkers();
        return true;
    }

    private void Take(string marker)
    {
        if (_phase == Phase.Reasoning)
        {
            if (!IsTrigger(marker))
            {
                _held.Drop(marker.Length);
            }

            _phase = Phase.Content;
            _mayReason = false;
            _skipsSpace = true;
            SetMarkers();
            return;
        }

        if (IsTrigger(marker))
        {
            BeginSection();
            return;
        }

        _held.Drop(marker.Length);
        if (Is(marker, _reasoningStart) && _mayReason)
        {
            BeginReasoning();
            return;
        }

        _skipsSpace = true;
        if (Is(marker, _reasoningEnd))
        {
            _mayReason = false;
            SetMarkers();
        }
    }

    private void BeginReasoning()
    {
        _phase = Phase.Reasoning;
        _skipsSpace = true;
        SetMarkers();
    }

    private void BeginSection()
    {
        _phase = Phase.Section;
        _at = 0;
        _section.Reset();
    }

    private bool ReadSection(bool isLast, List<AnswerDelta> into)
    {
        var status = _section.Read(_held.Span, ref _at, isLast, _output);
        if (status == ReadStatus.More && _held.Length - _section.Keep > MaxHeld)
        {
            status = ReadStatus.Failed;
        }

        var gone = status == ReadStatus.Done ? _at : _section.Keep;
        _held.Drop(gone);
        _at -= gone;
        _section.Shift(gone);
        if (status == ReadStatus.More)
        {
            return false;
        }

        _phase = Phase.Content;
        if (status == ReadStatus.Done)
        {
            _skipsSpace = true;
            _mayReason = false;
            SetMarkers();
            return true;
        }

        // What looked like a call is content: its first sign goes out, and the rest is looked at anew.
        _mayCall &= !_format.StartsAnswer;
        var space = 0;
        Literal.SkipSpace(_held.Span, ref space);
        GiveHeld(Math.Min(_held.Length, space + 1), into);
        return true;
    }

    private void GiveHeld(int count, List<AnswerDelta> into)
    {
        var from = 0;
        if (_skipsSpace)
        {
            while (from < count && char.IsWhiteSpace(_held.Span[from]))
            {
                from++;
            }
        }

        if (count > from)
        {
            Give(_held.Span[from..count].ToString(), into);
        }

        _held.Drop(count);
    }

    private void Give(string text, List<AnswerDelta> into)
    {
        _skipsSpace = false;
        if (_phase == Phase.Reasoning)
        {
            _reasoningLength += text.Length;
            into.Add(new AnswerDelta(AnswerDeltaKind.Reasoning, text));
            return;
        }

        if (!_hasContent)
        {
            _hasContent = true;
            _mayReason = false;
            SetMarkers();
        }

        into.Add(new AnswerDelta(AnswerDeltaKind.Content, text));
    }
}
