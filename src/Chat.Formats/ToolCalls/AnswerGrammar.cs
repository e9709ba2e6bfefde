using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// Writes the grammar of a whole answer: reasoning, then content or calls. There is no trigger: where the model may choose, the grammar
/// is any text without the mark of a call, and calls after it, so it holds from the first token on.
/// </summary>
/// <param name="request">What is asked of the answer.</param>
/// <param name="offer">The tools that may be called.</param>
/// <param name="warnings">What cannot be held to is named here.</param>
internal sealed class AnswerGrammar(AnswerRequest request, ToolOffer offer, ICollection<string> warnings)
{
    private const string Space = "[ \\t\\n]{0,4}";

    private readonly GbnfBuilder _builder = new();
    private readonly CallFormat _format = request.Format;

    private bool HasContentForm => request.Schema is not null || request.JsonObject || request.Grammar is not null;

    /// <summary>Writes it.</summary>
    /// <returns>The grammar; null when any text will do.</returns>
    public string? Write()
    {
        if (offer.Tools.Count == 0 && !HasContentForm)
        {
            return null;
        }

        if (_format.Channels is not null)
        {
            var calls = offer.Tools.Count == 0 ? null : AddCalls();
            var content = HasContentForm ? AddContent() : null;
            return _builder.Write(new ChannelGrammar(_builder, request, offer.IsRequired).Add(calls, content));
        }

        var answer = offer.IsRequired ? AddCalls() : AddAnswer();
        return _builder.Write(_builder.Add("root", WithReasoning(answer)));
    }

    private string AddCalls() => new CallGrammar(_builder, _format, warnings).Add(offer);

    private string AddAnswer()
    {
        if (HasContentForm)
        {
            var content = Wrapped(AddContent());
            return offer.Tools.Count == 0 ? content : _builder.Add("answer", $"{AddCalls()} | {content}");
        }

        if (_format.StartsAnswer)
        {
            var other = GbnfUntil.AddNotStarting(_builder, "text", _format.Trigger);
            return _builder.Add("answer", $"{AddCalls()} | {other}");
        }

        var text = GbnfUntil.Add(_builder, "text", Banned());
        return _builder.Add("answer", $"{Wrapped(text)} {AddCalls()}?");
    }

    private string AddContent()
    {
        if (request.Schema is { } schema)
        {
            return GrammarSeam.AddSchema(_builder, "content", schema, request.Strict, warnings);
        }

        return request.Grammar is { } grammar
            ? GrammarSeam.AddCallers(_builder, grammar)
            : GrammarSeam.AddObject(_builder);
    }

    private string Wrapped(string content)
    {
        var start = _format.ContentStart.Length > 0 ? GbnfBuilder.Literal(_format.ContentStart) + " " : "";
        var end = _format.ContentEnd.Length > 0 ? " " + GbnfBuilder.Literal(_format.ContentEnd) : "";
        return start.Length + end.Length == 0 ? content : _builder.Add("content", $"{start}{content}{end}");
    }

    private string[] Banned() =>
        request.IsReasoningAllowed || request.IsReasoningOpen || _format.Reasoning is null
            ? [_format.Trigger]
            : [_format.Trigger, _format.Reasoning.Start.Trim()];

    private string WithReasoning(string answer)
    {
        if (_format.Reasoning is not { } marks || (!request.IsReasoningOpen && !request.IsReasoningAllowed))
        {
            return answer;
        }

        var start = marks.Start.Trim();
        var end = marks.End.Trim();
        var rest = $"{GbnfUntil.Add(_builder, "reasoning", end)} {GbnfBuilder.Literal(end)} {Space}";
        return request.IsReasoningOpen ? $"{rest} {answer}"
            : start.Length == 0 ? answer
            : $"( {GbnfBuilder.Literal(start)} {rest} )? {answer}";
    }
}
