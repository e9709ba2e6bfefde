namespace Chat.Formats.ToolCalls;

/// <summary>
/// Reads an answer in Functionary 3.2's format: parts that begin with a line that names the recipient, <c>all</c> for the user or a
/// tool, with <c>&gt;&gt;&gt;</c> before it; before the first the prompt has it.
/// </summary>
internal sealed class RecipientAnswerParser : AnswerParser
{
    private const string Mark = ">>>";
    private const string Everyone = "all";

    // No tool has a longer name than this.
    private const int MaxNameLength = 256;

    private static readonly string[] Marks = [Mark];

    private readonly HeldText _held = new();
    private readonly CallOutput _output;
    private bool _isHeader = true;

    /// <summary>Makes a parser.</summary>
    /// <param name="tools">The tools that may be called, by name.</param>
    /// <param name="ids">Where ids of calls come from.</param>
    public RecipientAnswerParser(IReadOnlyDictionary<string, OfferedTool> tools, CallIds ids) =>
        _output = new CallOutput(tools, ids);

    /// <inheritdoc/>
    public override bool IsReasoning => false;

    /// <inheritdoc/>
    public override long ReasoningLength => 0;

    /// <inheritdoc/>
    public override int Calls => _output.Count;

    /// <inheritdoc/>
    public override void Push(string text, List<AnswerDelta> into)
    {
        _held.Append(text);
        Run(isLast: false, into);
    }

    /// <inheritdoc/>
    public override void Finish(bool cut, List<AnswerDelta> into)
    {
        Run(isLast: true, into);
        if (!cut && _output.Tool is not null)
        {
            _output.End();
        }
    }

    private void Run(bool isLast, List<AnswerDelta> into)
    {
        _output.Into = into;
        var more = true;
        while (more && _held.Length > 0)
        {
            more = _isHeader ? ReadHeader(isLast, into) : ReadBody(isLast, into);
        }

        if (_output.Tool is not null)
        {
            _output.Flush();
        }
    }

    private bool ReadHeader(bool isLast, List<AnswerDelta> into)
    {
        var text = _held.Span;
        var mark = text.StartsWith(Mark, StringComparison.Ordinal) ? Mark.Length : 0;
        var end = text[mark..].IndexOf('\n');
        if (end < 0 && !isLast && text.Length <= MaxNameLength)
        {
            return false;
        }

        var name = end < 0 ? "" : text.Slice(mark, end).Trim().ToString();
        var isEveryone = string.Equals(name, Everyone, StringComparison.Ordinal);
        _isHeader = false;
        if (!isEveryone && !_output.Knows(name))
        {
            // No recipient: the line is part of what went before, or, at the start, of the content.
            Give(text[..mark].ToString(), into);
            _held.Drop(mark);
            return true;
        }

        if (_output.Tool is not null)
        {
            _output.End();
        }

        if (!isEveryone)
        {
            _output.Begin(name, null);
        }

        _held.Drop(mark + end + 1);
        return true;
    }

    private bool ReadBody(bool isLast, List<AnswerDelta> into)
    {
        var (found, at) = MarkerScan.Find(_held.Span, Marks, isLast);
        Give(_held.Span[..at].ToString(), into);
        _held.Drop(at);
        _isHeader = found >= 0;
        return found >= 0;
    }

    private void Give(string text, List<AnswerDelta> into)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (_output.Tool is not null)
        {
            _output.WriteJson(text);
        }
        else
        {
            into.Add(new AnswerDelta(AnswerDeltaKind.Content, text));
        }
    }
}
