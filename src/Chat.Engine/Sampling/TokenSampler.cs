using Chat.Core.Errors;

namespace Chat.Engine.Sampling;

/// <summary>
/// Chooses the next token of one sequence from the model's logits, with llama.cpp's settings in llama.cpp's order: biases and bans,
/// penalties, top-k, typical, top-p, min-p, temperature, then a draw. Equal logits rank by token id, lowest first. At temperature 0 it is
/// the first highest logit after biases, bans and penalties; no truncation and no chance comes in.
/// A NaN logit counts as −∞, and +∞ as the largest number. The same seed, options and logits give the same tokens.
/// Under a constraint a token is first drawn as if there were none, and drawn anew among those allowed only when it is not allowed. Without
/// truncation the chances are those of a draw among the allowed tokens alone: one that is allowed comes the first time by its share, and the
/// second time by its share of what the first refused. A truncation that takes no account of the constraint keeps the model's own choice
/// wherever it is a lawful one.
/// Room for the work is made once and kept: some kilobytes with top-k, else up to 24 bytes for each token of the vocabulary.
/// Not safe for use by several threads at once.
/// </summary>
internal sealed class TokenSampler
{
    private readonly SamplingOptions _options;
    private readonly int _vocabularySize;
    private readonly LogitAdjuster _adjuster;
    private readonly Xoshiro256 _random;
    private readonly ITokenConstraint? _constraint;

    // At most one of the two is there: neither at temperature 0.
    private readonly CandidateList? _candidates;
    private readonly TokenDistribution? _all;

    /// <summary>Makes a sampler.</summary>
    /// <param name="options">The settings. Their own seed is not looked at.</param>
    /// <param name="vocabularySize">How many tokens there are.</param>
    /// <param name="seed">The seed of the draws, such as <see cref="SamplingOptions.SeedOf"/> the choice.</param>
    /// <param name="constraint">Which tokens may come; null allows all. The caller has it accept what is chosen.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or out of its range, or the vocabulary is empty.</exception>
    public TokenSampler(SamplingOptions options, int vocabularySize, ulong seed, ITokenConstraint? constraint = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        Check(options);
        _options = options;
        _vocabularySize = vocabularySize;
        _adjuster = new LogitAdjuster(options, vocabularySize);
        _random = new Xoshiro256(seed);
        _constraint = constraint;
        var keepsAll =
            (options.TopK <= 0 || options.TopK >= vocabularySize)
            && options is { TypicalP: >= 1, TopP: >= 1, MinP: <= 0 };
        if (!options.IsGreedy)
        {
            _all = keepsAll ? new TokenDistribution(vocabularySize) : null;
            _candidates = keepsAll ? null : new CandidateList(options, vocabularySize);
        }
    }

    /// <summary>Adds a token to those that the penalties look at: each of the prompt, then each that was chosen.</summary>
    /// <param name="token">The token.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="token"/> is not in the vocabulary.</exception>
    public void Accept(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, _vocabularySize);
        _adjuster.Accept(token);
    }

    /// <summary>Chooses a token. It is not accepted by this.</summary>
    /// <param name="logits">The model's logits, one for each token of the vocabulary; left as they are.</param>
    /// <exception cref="ArgumentException">The number of logits is not the size of the vocabulary.</exception>
    /// <exception cref="ChatException">No token has a logit over −∞: kind <see cref="ChatErrorKind.Internal"/>.</exception>
    public int Sample(ReadOnlySpan<float> logits)
    {
        var adjusted = Adjust(logits);
        var token = Choose(adjusted);
        return _constraint is null || _constraint.Allows(token)
            ? token
            : Choose(_adjuster.Restrict(adjusted, _constraint));
    }

    private int Choose(ReadOnlySpan<float> adjusted)
    {
        if (_all is not null)
        {
            _all.Fill(adjusted, _options.Temperature);
            return _all.TotalWeight > 0 ? _all.TokenAt(_random.NextDouble()) : throw NothingLeft();
        }

        if (_candidates is not null)
        {
            _candidates.Fill(adjusted);
            return _candidates.Count > 0 ? Draw(_candidates) : throw NothingLeft();
        }

        var best = LogitVectors.IndexOfMax(adjusted);
        return best >= 0 ? best : throw NothingLeft();
    }

    /// <summary>The tokens that <see cref="Sample"/> would choose from, each with the probability of being chosen. Draws nothing.</summary>
    /// <param name="logits">The model's logits, one for each token of the vocabulary; left as they are.</param>
    /// <returns>The tokens of a probability over 0, likeliest first; none when no token has a logit over −∞.</returns>
    /// <exception cref="ArgumentException">The number of logits is not the size of the vocabulary.</exception>
    public IReadOnlyList<TokenProbability> Distribution(ReadOnlySpan<float> logits)
    {
        var adjusted = Adjust(logits);
        var result = new List<TokenProbability>();
        if (_all is not null)
        {
            _all.Fill(adjusted, _options.Temperature);
            for (var i = 0; i < adjusted.Length && _all.TotalWeight > 0; i++)
            {
                result.Add(new TokenProbability(i, _all.Weights[i] / _all.TotalWeight));
            }
        }
        else if (_candidates is not null)
        {
            _candidates.Fill(adjusted);
            for (var i = 0; i < _candidates.Count; i++)
            {
                var probability = _candidates.Weights[i] / _candidates.TotalWeight;
                result.Add(new TokenProbability(_candidates.Token(i), probability));
            }
        }
        else if (LogitVectors.IndexOfMax(adjusted) is >= 0 and var best)
        {
            result.Add(new TokenProbability(best, 1));
        }

        return [.. result.Where(token => token.Probability > 0).OrderByDescending(token => token.Probability)];
    }

    private static void Check(SamplingOptions options)
    {
        // Written so that NaN, which is in no range, fails.
        var isSound =
            !float.IsNaN(options.Temperature)
            && options is { TopP: >= 0, TypicalP: >= 0, MinP: >= 0 and <= 1, RepeatPenalty: > 0 }
            && float.IsFinite(1 / options.RepeatPenalty)
            && float.IsFinite(options.FrequencyPenalty)
            && float.IsFinite(options.PresencePenalty);
        if (!isSound)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options, "A number is NaN or out of its range.");
        }
    }

    private ReadOnlySpan<float> Adjust(ReadOnlySpan<float> logits) =>
        logits.Length == _vocabularySize
            ? _adjuster.Apply(logits)
            : throw new ArgumentException("There must be one logit for each token of the vocabulary.", nameof(logits));

    private int Draw(CandidateList candidates)
    {
        var weights = candidates.Weights;
        var left = _random.NextDouble() * candidates.TotalWeight;
        var place = 0;

        // Rounding can leave a little over at the end; then it is the last token that has any weight.
        for (var i = 0; i < weights.Length && left >= 0; i++)
        {
            place = weights[i] > 0 ? i : place;
            left -= weights[i];
        }

        return candidates.Token(place);
    }

    private static ChatException NothingLeft() =>
        new(
            ChatErrorKind.Internal,
            "No token is left to choose from.",
            "Ban fewer tokens; if none are banned, the model's computation is broken: check the model file and the accelerator."
        );
}
