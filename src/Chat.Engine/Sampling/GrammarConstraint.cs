using System.Numerics;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Tokens;

namespace Chat.Engine.Sampling;

/// <summary>Allows the tokens that keep one answer to a grammar. Not safe for use by several threads at once.</summary>
/// <param name="grammar">The grammar.</param>
/// <param name="vocabulary">The tokens of the model.</param>
internal sealed class GrammarConstraint(Grammar grammar, GrammarVocabulary vocabulary) : ITokenConstraint
{
    private readonly GrammarMatcher _matcher = new(grammar);
    private int[]? _ending;
    private int _taken;
    private bool _cannotEnd;

    /// <inheritdoc/>
    public bool HasEnded =>
        _ending is null ? _matcher is { IsComplete: true, CanContinue: false } : _taken == _ending.Length;

    /// <inheritdoc/>
    public bool IsShortened => _ending is not null;

    /// <inheritdoc/>
    public int? Forced => _ending is not null && _taken < _ending.Length ? _ending[_taken] : null;

    /// <inheritdoc/>
    public bool Allows(int token) => _matcher.Allows(vocabulary, token);

    /// <inheritdoc/>
    public void Restrict(Span<float> logits)
    {
        var words = _matcher.MaskOf(vocabulary).Words;
        for (var word = 0; word < words.Length; word++)
        {
            // Most tokens are not allowed where a mask is needed, so whole words of them go at once.
            var part = logits[(word * 64)..Math.Min(logits.Length, (word + 1) * 64)];
            if (words[word] == 0)
            {
                part.Fill(float.NegativeInfinity);
                continue;
            }

            for (var taken = ~words[word]; taken != 0; taken &= taken - 1)
            {
                var place = BitOperations.TrailingZeroCount(taken);
                if (place >= part.Length)
                {
                    break;
                }

                part[place] = float.NegativeInfinity;
            }
        }
    }

    /// <inheritdoc/>
    public int Afford(int token, int left)
    {
        if (
            _ending is not null
            || _cannotEnd
            || vocabulary.IsEnd(token)
            || _matcher.CanEnd(vocabulary, token, left - 1)
        )
        {
            return token;
        }

        _ending = _matcher.ShortestEnding(vocabulary, left);
        _cannotEnd = _ending is null;
        return _cannotEnd ? token : Forced ?? ITokenConstraint.NoToken;
    }

    /// <inheritdoc/>
    public void Accept(int token)
    {
        if (!_matcher.TryAccept(vocabulary, token))
        {
            throw new InvalidOperationException($"Token {token} does not fit the grammar.");
        }

        _taken += _ending is null ? 0 : 1;
    }
}
