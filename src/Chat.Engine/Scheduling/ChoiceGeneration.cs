using System.Text;
using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Engine.Models;
using Chat.Engine.Sampling;
using Chat.Engine.Text;

namespace Chat.Engine.Scheduling;

/// <summary>One answer while it is made: its sampler, its text so far, and where it stands.</summary>
internal sealed class ChoiceGeneration
{
    private readonly GenerationPlan _plan;
    private readonly Vocabulary _vocabulary;
    private readonly TokenSampler _sampler;
    private readonly TokenTextAssembler _text;
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
        _sampler = new TokenSampler(plan.Sampling, vocabulary.Size, plan.Sampling.SeedOf(index));
        _text = new TokenTextAssembler(plan.Stops);
        foreach (var token in plan.Prompt)
        {
            _sampler.Accept(token);
        }
    }

    /// <summary>Which of the answers this is; also its sequence in the context.</summary>
    public int Index { get; }

    /// <summary>Tokens chosen so far.</summary>
    public int TokenCount { get; private set; }

    /// <summary>The token chosen last.</summary>
    public int LastToken { get; private set; }

    /// <summary>Why it ended; null while it goes on.</summary>
    public FinishReason? Ended { get; private set; }

    /// <summary>Chooses the next token.</summary>
    /// <param name="logits">The logits of each token.</param>
    /// <returns>What to show; null when the token adds nothing that may be shown yet.</returns>
    public ChunkChoice? Advance(ReadOnlySpan<float> logits)
    {
        LastToken = _sampler.Sample(logits);
        _sampler.Accept(LastToken);
        TokenCount++;
        if (IsEnd(LastToken))
        {
            return Finish(_text.Flush(), FinishReason.Stop);
        }

        var piece = _vocabulary.Piece(LastToken, ref _piece, special: false);
        var emission = _text.Push(piece, _plan.TopLogprobs is { } top ? Logprob(logits, piece, top) : null);
        if (emission.Stopped || _plan.Ending?.Ends(emission.Text) == true)
        {
            return Finish(emission, FinishReason.Stop);
        }

        if (TokenCount < _plan.TokenLimit)
        {
            return emission.Text.Length > 0 || emission.Logprobs.Count > 0 ? Speak(emission) : null;
        }

        var rest = _text.Flush();
        return Finish(
            new TextEmission(emission.Text + rest.Text, [.. emission.Logprobs, .. rest.Logprobs], rest.Stopped),
            FinishReason.Length
        );
    }

    private bool IsEnd(int token) =>
        (!_plan.IgnoreEndOfGeneration && _vocabulary.IsEndOfGeneration(token)) || _plan.EndTokens.Contains(token);

    private ChunkChoice Finish(TextEmission emission, FinishReason reason)
    {
        Ended = reason;
        return Speak(emission) with { FinishReason = reason };
    }

    private ChunkChoice Speak(TextEmission emission)
    {
        var isFirst = !_hasSpoken;
        _hasSpoken = true;
        return new ChunkChoice
        {
            Index = Index,
            Delta = new ChatDelta
            {
                Role = isFirst ? Chat.Core.Requests.ChatRole.Assistant : null,
                Content = emission.Text.Length > 0 || isFirst ? emission.Text : null,
            },
            Logprobs = emission.Logprobs.Count > 0 ? new ChoiceLogprobs { Content = emission.Logprobs } : null,
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
