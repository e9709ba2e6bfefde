using Chat.Core.Completions;
using Chat.Engine.Scheduling;
using Chat.Engine.Text;

namespace Chat.Engine.Answers;

/// <summary>Makes what one choice shows from the bytes of its tokens. Not safe for use by several threads at once.</summary>
internal sealed class ChoiceText
{
    private readonly TokenTextAssembler _text;
    private readonly AnswerReader? _reader;

    /// <summary>Begins the text of a choice.</summary>
    /// <param name="plan">What is asked.</param>
    /// <param name="choice">The index of the choice.</param>
    public ChoiceText(GenerationPlan plan, int choice)
    {
        _reader = plan.Shape is { } shape ? new AnswerReader(shape.NewParser(choice), plan.Stops) : null;
        _text = new TokenTextAssembler(_reader is null ? plan.Stops : []);
    }

    /// <summary>True while the text added last is reasoning.</summary>
    public bool IsReasoning => _reader?.IsReasoning == true;

    /// <summary>True once a tool call has begun.</summary>
    public bool HasCalls => _reader?.HasCalls == true;

    /// <summary>Adds a token.</summary>
    /// <param name="piece">The token's bytes; may be empty, and may end inside a character.</param>
    /// <param name="logprob">The token's log probability; null when none is wanted.</param>
    /// <returns>What may be shown now.</returns>
    /// <exception cref="InvalidOperationException">A stop string was found before, or the choice was ended.</exception>
    public ChoicePiece Push(ReadOnlySpan<byte> piece, TokenLogprob? logprob) => Read(_text.Push(piece, logprob));

    /// <summary>Ends the choice.</summary>
    /// <param name="cut">True when it was cut and not ended by the model.</param>
    /// <returns>What was held back.</returns>
    public ChoicePiece End(bool cut)
    {
        var rest = Read(_text.Flush());
        return _reader is null ? rest : rest.With(_reader.Finish(cut));
    }

    private ChoicePiece Read(TextEmission emission) =>
        _reader is null
            ? new ChoicePiece(emission.Text, "", [], emission.Logprobs, emission.Stopped)
            : _reader.Push(emission.Text) with
            {
                Logprobs = emission.Logprobs,
            };
}
