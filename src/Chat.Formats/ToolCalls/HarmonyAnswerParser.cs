namespace Chat.Formats.ToolCalls;

/// <summary>
/// Reads an answer in OpenAI's harmony format: messages with a header that names a channel and perhaps a recipient. The channel
/// <c>analysis</c> is reasoning, a recipient that is an offered tool makes a call, and all else is content.
/// Source: the format description of the openai/harmony repository.
/// </summary>
/// <param name="tools">The tools that may be called, by name.</param>
/// <param name="ids">Where ids of calls come from.</param>
internal sealed class HarmonyAnswerParser(IReadOnlyDictionary<string, OfferedTool> tools, CallIds ids)
    : HeadedAnswerParser(tools, ids)
{
    private const string MessageMark = "<|message|>";
    private const string FunctionPrefix = "functions.";

    // A header holds a role, a channel, a recipient and a type.
    private const int MaxHeaderLength = 512;

    private static readonly string[] BodyEnds = ["<|end|>", "<|call|>", "<|return|>", "<|start|>", "<|channel|>"];
    private static readonly string[] HeaderEnds = [MessageMark];

    private Place _place = Place.Header;
    private bool _hasAny;
    private long _reasoningLength;

    private enum Place
    {
        Header,
        Content,
        Reasoning,
        Call,
    }

    /// <inheritdoc/>
    public override bool IsReasoning => _place == Place.Reasoning;

    /// <inheritdoc/>
    public override long ReasoningLength => _reasoningLength;

    /// <inheritdoc/>
    protected override bool ReadNext(bool isLast, List<AnswerDelta> into) =>
        _place == Place.Header ? ReadHeader(isLast, into) : ReadBody(isLast, into);

    private bool ReadHeader(bool isLast, List<AnswerDelta> into)
    {
        var (found, at) = MarkerScan.Find(Held.Span, HeaderEnds, isLast);
        var isHeader = at <= MaxHeaderLength && MayBeHeader(Held.Span);
        if (found < 0 || !isHeader)
        {
            if (!isLast && isHeader)
            {
                return false;
            }

            // Of a header without an end only the tool is of use; text without a header is content.
            if (isLast && isHeader && (_hasAny || IsHeader(Held.Span)))
            {
                BeginCut(Held.Span.ToString());
                Held.Drop(Held.Length);
                return false;
            }

            // The first sign goes out as content, so that a mark there is not taken for a header once more.
            _place = Place.Content;
            Give(Held.Span[..1].ToString(), into);
            Held.Drop(1);
            return true;
        }

        var header = Held.Span[..at].ToString();
        Held.Drop(at + MessageMark.Length);
        _hasAny = true;
        Begin(header);
        return true;
    }

    private static bool MayBeHeader(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart();
        return start.Length == 0 || IsStart(start, "<|") || IsStart(start, "to=") || IsStart(start, "assistant");
    }

    // At a cut the first sign of a header is enough; a role's name may also be a word.
    private bool IsHeader(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart();
        return IsCut
            ? IsStart(start, "<|") || IsStart(start, "to=")
            : start.StartsWith("<|", StringComparison.Ordinal) || start.StartsWith("to=", StringComparison.Ordinal);
    }

    private static bool IsStart(ReadOnlySpan<char> text, string mark) =>
        text.Length < mark.Length
            ? mark.AsSpan().StartsWith(text, StringComparison.Ordinal)
            : text.StartsWith(mark, StringComparison.Ordinal);

    private void Begin(string header)
    {
        if (BeginCall(Recipient(header)))
        {
            return;
        }

        _place = header.Contains("<|channel|>analysis", StringComparison.Ordinal) ? Place.Reasoning : Place.Content;
    }

    private bool BeginCall(string? name)
    {
        if (name is null || !Output.Knows(name))
        {
            return false;
        }

        Output.Begin(name, null);
        _place = Place.Call;
        return true;
    }

    // A name at the very end may be half of a longer one.
    private void BeginCut(string header)
    {
        if (IsCut)
        {
            BeginCall(Recipient(header, isWhole: false));
        }
    }

    private static string? Recipient(string header, bool isWhole = true)
    {
        var at = header.IndexOf("to=", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var name = header.AsSpan(at + "to=".Length);
        var end = name.IndexOfAny(" <\n");
        if (end < 0 && !isWhole)
        {
            return null;
        }

        name = end < 0 ? name : name[..end];
        return (
            name.StartsWith(FunctionPrefix, StringComparison.Ordinal) ? name[FunctionPrefix.Length..] : name
        ).ToString();
    }

    private bool ReadBody(bool isLast, List<AnswerDelta> into)
    {
        var (found, at) = MarkerScan.Find(Held.Span, BodyEnds, isLast);
        if (at > 0)
        {
            Give(Held.Span[..at].ToString(), into);
        }

        Held.Drop(at);
        if (found < 0)
        {
            return false;
        }

        if (Output.Tool is not null)
        {
            Output.End();
        }

        Held.Drop(BodyEnds[found] is "<|start|>" or "<|channel|>" ? 0 : BodyEnds[found].Length);
        _place = Place.Header;
        return true;
    }

    private void Give(string text, List<AnswerDelta> into)
    {
        switch (_place)
        {
            case Place.Call:
                Output.WriteJson(text);
                break;
            case Place.Reasoning:
                _reasoningLength += text.Length;
                into.Add(new AnswerDelta(AnswerDeltaKind.Reasoning, text));
                break;
            default:
                into.Add(new AnswerDelta(AnswerDeltaKind.Content, text));
                break;
        }
    }
}
