namespace Chat.Formats.ToolCalls;

/// <summary>
/// Reads an answer in Functionary 3.2's format: parts that begin with a line that names the recipient, <c>all</c> for the user or a
/// tool, with <c>&gt;&gt;&gt;</c> before it; before the first the prompt has it.
/// </summary>
/// <param name="tools">The tools that may be called, by name.</param>
/// <param name="ids">Where ids of calls come from.</param>
internal sealed class RecipientAnswerParser(IReadOnlyDictionary<string, OfferedTool> tools, CallIds ids)
    : HeadedAnswerParser(tools, ids)
{
    private const string Mark = ">>>";
    private const string Everyone = "all";

    // No tool has a longer name than this.
    private const int MaxNameLength = 256;

    private static readonly string[] Marks = [Mark];

    private bool _isHeader = true;

    /// <inheritdoc/>
    public override bool IsReasoning => false;

    /// <inheritdoc/>
    public override long ReasoningLength => 0;

    /// <inheritdoc/>
    protected override bool ReadNext(bool isLast, List<AnswerDelta> into) =>
        _isHeader ? ReadHeader(isLast, into) : ReadBody(isLast, into);

    private bool ReadHeader(bool isLast, List<AnswerDelta> into)
    {
        var text = Held.Span;
        var mark = text.StartsWith(Mark, StringComparison.Ordinal) ? Mark.Length : 0;
        var end = text[mark..].IndexOf('\n');
        if (end < 0 && !isLast && text.Length <= MaxNameLength)
        {
            return false;
        }

        if (end < 0 && isLast && IsHalf(text, mark))
        {
            if (Output.Tool is not null)
            {
                Output.End();
            }

            Held.Drop(Held.Length);
            return false;
        }

        var name = end < 0 ? "" : text.Slice(mark, end).Trim().ToString();
        var isEveryone = string.Equals(name, Everyone, StringComparison.Ordinal);
        _isHeader = false;
        if (!isEveryone && !Output.Knows(name))
        {
            // No recipient: the line is part of what went before, or, at the start, of the content.
            Give(text[..mark].ToString(), into);
            Held.Drop(mark);
            return true;
        }

        if (Output.Tool is not null)
        {
            Output.End();
        }

        if (!isEveryone)
        {
            Output.Begin(name, null);
        }

        Held.Drop(mark + end + 1);
        return true;
    }

    // A line without an end that may name a recipient: behind the sign, or where a cut answer begins.
    private bool IsHalf(ReadOnlySpan<char> text, int mark)
    {
        var name = text[mark..];
        return (mark > 0 || IsCut)
            && (
                Everyone.AsSpan().StartsWith(name, StringComparison.Ordinal)
                || Output.KnowsStart(name)
                || (mark == 0 && Mark.AsSpan().StartsWith(name, StringComparison.Ordinal))
            );
    }

    private bool ReadBody(bool isLast, List<AnswerDelta> into)
    {
        // The start of a sign at a cut is none of a call's arguments.
        var (found, at) = MarkerScan.Find(Held.Span, Marks, isLast && !(IsCut && Output.Tool is not null));
        Give(Held.Span[..at].ToString(), into);
        Held.Drop(at);
        _isHeader = found >= 0;
        return found >= 0;
    }

    private void Give(string text, List<AnswerDelta> into)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (Output.Tool is not null)
        {
            Output.WriteJson(text);
        }
        else
        {
            into.Add(new AnswerDelta(AnswerDeltaKind.Content, text));
        }
    }
}
