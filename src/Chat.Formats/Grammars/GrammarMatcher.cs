using Chat.Core.Errors;
using Chat.Formats.Grammars.Tokens;

namespace Chat.Formats.Grammars;

/// <summary>Where one text is in a grammar. Not safe for use by several threads at once, while its grammar is.</summary>
internal sealed class GrammarMatcher
{
    private readonly Grammar _grammar;
    private GrammarState _state;

    /// <summary>At the beginning of a text.</summary>
    /// <param name="grammar">The grammar.</param>
    public GrammarMatcher(Grammar grammar) => (_grammar, _state) = (grammar, grammar.Start);

    /// <summary>True when the text so far is a whole text of the grammar.</summary>
    public bool IsComplete => _state.IsWhole;

    /// <summary>True when something may follow.</summary>
    public bool CanContinue => !_state.IsEnd;

    /// <summary>Takes a text when all of it fits.</summary>
    /// <param name="bytes">The text in UTF-8, which may begin and end inside a character.</param>
    /// <returns>Whether it fits. If not, nothing changes.</returns>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public bool TryAccept(ReadOnlySpan<byte> bytes) => TryGo(_grammar.Move(_state, bytes));

    /// <summary>Whether a text fits.</summary>
    /// <param name="bytes">The text in UTF-8, which may begin and end inside a character.</param>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public bool Allows(ReadOnlySpan<byte> bytes) => _grammar.Move(_state, bytes) != _grammar.Dead;

    /// <summary>Takes a token when it fits: by its text, or as a whole where the grammar asks for a token.</summary>
    /// <param name="token">The token's number.</param>
    /// <param name="bytes">The token's text; empty for a control token, which only fits as a whole.</param>
    /// <returns>Whether it fits. If not, nothing changes.</returns>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public bool TryAcceptToken(int token, ReadOnlySpan<byte> bytes) => TryGo(_grammar.MoveToken(_state, token, bytes));

    /// <summary>Takes a token of a vocabulary when it fits; one that ends a text fits when the text is whole, and changes nothing.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="token">The token's number.</param>
    /// <returns>Whether it fits. If not, nothing changes.</returns>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public bool TryAccept(GrammarVocabulary vocabulary, int token) =>
        vocabulary.IsEnd(token) ? IsComplete : TryAcceptToken(token, vocabulary.TextOf(token));

    /// <summary>Whether a token of a vocabulary fits, found without a mask.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="token">The token's number.</param>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public bool Allows(GrammarVocabulary vocabulary, int token) =>
        TokenMasks.Allows(_grammar, _state, vocabulary, token);

    /// <summary>All tokens of a vocabulary that fit.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <returns>A mask that others use too and that must not be changed.</returns>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public TokenMask MaskOf(GrammarVocabulary vocabulary) => TokenMasks.Of(_grammar, _state, vocabulary);

    /// <summary>Whether a text can still be made whole behind a token.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="token">The token's number, one that fits and does not end a text.</param>
    /// <param name="most">The most tokens that may follow it.</param>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public bool CanEnd(GrammarVocabulary vocabulary, int token, int most)
    {
        var behind = _grammar.MoveToken(_state, token, vocabulary.TextOf(token));
        return TokenEndings.CanEnd(_grammar, behind, vocabulary, most);
    }

    /// <summary>The tokens of the shortest text that makes this one whole.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="most">The most tokens it may take.</param>
    /// <returns>The tokens, none for a text that is whole; null when it takes more or there is no such text.</returns>
    public int[]? ShortestEnding(GrammarVocabulary vocabulary, int most) =>
        TokenEndings.Shortest(_grammar, _state, vocabulary, most);

    private bool TryGo(GrammarState next)
    {
        if (next == _grammar.Dead)
        {
            return false;
        }

        _state = next;
        return true;
    }
}
