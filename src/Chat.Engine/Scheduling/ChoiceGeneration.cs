using System.Text;
using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Engine.Answers;
using Chat.Engine.Models;
using Chat.Engine.Sampling;

namespace Chat.Engine.Scheduling;

/// <summary>One answer while it is made: its sampler, its text so far, and where it stands.</summary>
internal sealed class ChoiceGeneration
{
    private readonly GenerationPlan _plan;
    private readonly Vocabulary _vocabulary;
    private readonly TokenSampler _sampler;
    private readonly ITokenConstraint? _constraint;
    private readonly ChoiceText _text;
    private readonly TokenProbabilities _probabilities = new();
    private byte[] _piece = new byte[64];
    private byte[] _other = new byte[64];
    private bool _hasSpoken;

    /// <summary>Makes the state of an answer that has no tokens yet.</summary>
    /// <param name="index">Which of the answers it is; also its sequence.</param>
    /// <param name="plan">What is asked.</param>
    /// <param name="vocabulary">The model's vocabulary.</param>
    public ChoiceGeneration(int index, GenerationPlan plan, Vocabulary vocabulary)
    {
        Index = index;
        _plan = plan;
        _vocabulary = vocabulary;
        // Each answer has a seed of its own, so that n answers differ and each can be had again.
        _constraint = plan.Shape?.NewConstraint();
        _sampler = new TokenSampler(plan.Sampling, vocabulary.Size, plan.Sampling.SeedOf(index), _constraint);
        _text = new ChoiceText(plan, index);
        foreach (var token in plan.Prompt)
        {
            _sampler.Accept(token);
        }
    }

    /// <summary>Which of the answers this is; also its sequence in the context.</summary>
    public int Index { get; }

    /// <summary>Tokens chosen so far.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Tokens of reasoning among them.</summary>
    public int ReasoningTokens { get; private set; }

    /// <summary>What is not as asked, known once the answer has ended: a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>The token chosen last.</summary>
    public int LastToken { get; private set; }

    /// <summary>Why it ended; null while it goes on.</summary>
    public FinishReason? Ended { get; private set; }

    /// <summary>Chooses the next token.</summary>
    /// <param name="logits">The logits of each token.</param>
    /// <returns>What to show; null when the token adds nothing that may be shown yet.</returns>
    public ChunkChoice? Advance(ReadOnlySpan<float> logits)
    {
        // A text that is whole before its first token ends by the token of an end, which is not looked at here.
        if (_plan.IgnoreEndOfGeneration && _constraint?.HasEnded == true)
        {
            return Finish(ChoicePiece.Empty, FinishReason.Stop);
        }

        LastToken = _constraint?.Forced ?? _sampler.Sample(logits);
        var afforded = _constraint?.Afford(LastToken, _plan.TokenLimit - TokenCount) ?? LastToken;
        if (afforded == ITokenConstraint.NoToken)
        {
            return Finish(ChoicePiece.Empty, FinishReason.Length);
        }

        LastToken = afforded;
        _sampler.Accept(LastToken);
        TokenCount++;
        if (IsEnd(LastToken))
        {
            return Finish(ChoicePiece.Empty, FinishReason.Stop);
        }

        _constraint?.Accept(LastToken);
        var isShown = _plan.Shape?.ShownTokens.ContainsKey(LastToken) == true;
        var bytes = _vocabulary.Piece(LastToken, ref _piece, isShown);
        var piece = _text.Push(bytes, _plan.TopLogprobs is { } top ? Logprob(logits, bytes, top) : null);
        ReasoningTokens += _text.IsReasoning ? 1 : 0;
        if (piece.Stopped || _plan.Ending?.Ends(piece.Content) == true)
        {
            return End(piece, FinishReason.Stop);
        }

        if (_constraint?.HasEnded == true)
        {
            return Finish(piece, _constraint.IsShortened ? FinishReason.Length : FinishReason.Stop);
        }

        return TokenCount >= _plan.TokenLimit ? Finish(piece, FinishReason.Length)
            : piece.IsEmpty ? null
            : Speak(piece);
    }

    private bool IsEnd(int token) =>
        (!_plan.IgnoreEndOfGeneration && _vocabulary.IsEndOfGeneration(token)) || _plan.EndTokens.Contains(token);

    private ChunkChoice Finish(ChoicePiece piece, FinishReason reason) =>
        End(piece.With(_text.End(cut: reason == FinishReason.Length)), reason);

    private ChunkChoice End(ChoicePiece piece, FinishReason reason)
    {
        if (_constraint is { IsShortened: true, HasEnded: true } && !piece.Stopped)
        {
            Warnings =
            [
                $"The answer was brought to its shortest end, since it may have {_plan.TokenLimit} tokens: it is whole, but not all that the model had to say.",
            ];
        }

        Ended =
            reason != FinishReason.Stop || !_text.HasCalls ? reason
            : _plan.Shape!.CallsFunction ? FinishReason.FunctionCall
            : FinishReason.ToolCalls;
        return Speak(piece) with { FinishReason = Ended };
    }

    private ChunkChoice Speak(ChoicePiece piece)
    {
        var delta = piece.ToDelta(isFirst: !_hasSpoken);
        _hasSpoken = true;
        return new ChunkChoice
        {
            Index = Index,
            Delta = _plan.Shape is { CallsFunction: true } ? LegacyFunctions.FromTools(delta) : delta,
            Logprobs = piece.Logprobs.Count > 0 ? new ChoiceLogprobs { Content = piece.Logprobs } : null,
        };
    }

    private TokenLogprob Logprob(ReadOnlySpan<float> logits, ReadOnlySpan<byte> piece, int top)
    {
        var probabilities = _probabilities.Measure(logits, LastToken, top);
        return Describe(piece, probabilities.Logprob) with
        {
            TopLogprobs =
            [
                .. probabilities.Top.Select(entry =>
                    Describe(_vocabulary.Piece(entry.Token, ref _other, special: true), entry.Logprob)
                ),
            ],
        };
    }

    private static TokenLogprob Describe(ReadOnlySpan<byte> piece, double logprob)
    {
        var bytes = new int[piece.Length];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = piece[index];
        }

        return new TokenLogprob
        {
            Token = Encoding.UTF8.GetString(piece),
            Logprob = logprob,
            Bytes = bytes,
        };
    }
}
