namespace Chat.Formats.ToolCalls;

/// <summary>
/// Reads an answer in OpenAI's harmony format: messages with a header that names a channel and perhaps a recipient. The channel
/// <c>analysis</c> is reasoning, a recipient that is an offered tool makes a call, and all else is content.
/// Source: the format description of the openai/harmony repository.
/// </summary>
internal sealed class HarmonyAnswerParser : AnswerParser
{
    private const string MessageMark = "<|message|>";
    private const string FunctionPrefix = "functions.";

    // A header holds a role, a channel, a recipient and a type.
    private const int MaxHeaderLength = 512;

    private static readonly string[] BodyEnds = ["<|end|>", "<|call|>", "<|return|>", "<|start|>", "<|channel|>"];
    private static readonly string[] HeaderEnds = [MessageMark];

    private readonly HeldText _held = new();
    private readonly CallOutput _output;
    private Place _place = Place.Header;
    private bool _hasAny;
    private long _reasoningLength;

    /// <summary>Makes a parser.</summary>
    /// <param name="tools">The tools that may be called, by name.</param>
    /// <param name="ids">Where ids of calls come from.</param>
    public HarmonyAnswerParser(IReadOnlyDictionary<string, OfferedTool> tools, CallIds ids) =>
        _output = new CallOutput(tools, ids);

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
            more = _place == Place.Header ? ReadHeader(isLast, into) : ReadBody(isLast, into);
        }

        if (_output.Tool is not null)
        {
            _output.Flush();
        }
    }

    private bool ReadHeader(bool isLast, List<AnswerDelta> into)
    {
        var (found, at) = MarkerScan.Find(_held.Span, HeaderEnds, isLast);
        var isHeader = at <= MaxHeaderLength && MayBeHeader(_held.Span);
        if (found < 0 || !isHeader)
        {
            if (!isLast && isHeader)
            {
                return false;
            }

            // A header that the cut left unfinished says nothing; text without one is content.
            if (isLast && _hasAny && isHeader)
            {
                _held.Drop(_held.Length);
                return false;
            }

            // The first sign goes out as content, so that a mark there is not taken for a header once more.
            _place = Place.Content;
            Give(_held.Span[..1].ToString(), into);
            _held.Drop(1);
            return true;
        }

        var header = _held.Span[..at].ToString();
        _held.Drop(at + MessageMark.Length);
        _hasAny = true;
        Begin(header);
        return true;
    }

    private static bool MayBeHeader(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart();
        return start.Length == 0 || IsStart(start, "<|") || IsStart(start, "to=") || IsStart(start, "assistant");
    }

    private static bool IsStart(ReadOnlySpan<char> text, string mark) =>
        text.Length < mark.Length
            ? mark.AsSpan().StartsWith(text, StringComparison.Ordinal)
            : text.StartsWith(mark, StringComparison.Ordinal);

    private void Begin(string header)
    {
        if (Recipient(header) is { } name && _output.Knows(name))
        {
            _output.Begin(name, null);
            _place = Place.Call;
            return;
        }

        _place = header.Contains("<|channel|>analysis", StringComparison.Ordinal) ? Place.Reasoning : Place.Content;
    }

    private static string? Recipient(string header)
    {
        var at = header.IndexOf("to=", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var name = header.AsSpan(at + "to=".Length);
        var end = name.IndexOfAny(" <\n");
        name = end < 0 ? name : name[..end];
        return (
            name.StartsWith(FunctionPrefix, StringComparison.Ordinal) ? name[FunctionPrefix.Length..] : name
        ).ToString();
    }

    private bool ReadBody(bool isLast, List<AnswerDelta> into)
    {
        var (found, at) = MarkerScan.Find(_held.Span, BodyEnds, isLast);
        if (at > 0)
        {
            Give(_held.Span[..at].ToString(), into);
        }

        _held.Drop(at);
        if (found < 0)
        {
            return false;
        }

        if (_output.Tool is not null)
        {
            _output.End();
        }

        _held.Drop(BodyEnds[found] is "<|start|>" or "<|channel|>" ? 0 : BodyEnds[found].Length);
        _place = Place.Header;
        return true;
    }

    private void Give(string text, List<AnswerDelta> into)
    {
        switch (_place)
        {
            case Place.Call:
                _output.WriteJson(text);
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
