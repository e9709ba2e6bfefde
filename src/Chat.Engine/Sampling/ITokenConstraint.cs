namespace Chat.Engine.Sampling;

/// <summary>Says which tokens may come next in one answer, such as those that a grammar allows. Not safe for use by several threads at once.</summary>
internal interface ITokenConstraint
{
    /// <summary>What <see cref="Afford"/> answers when the answer is whole and ends here.</summary>
    const int NoToken = -1;

    /// <summary>True when nothing can follow: the answer is whole, and ends without an end token.</summary>
    bool HasEnded { get; }

    /// <summary>True once the answer is brought to its end with the least text, since the tokens that are left allow no more.</summary>
    bool IsShortened { get; }

    /// <summary>The next token of a shortened answer, whatever the model and the bans of the request say; null when the choice is free or the answer has ended.</summary>
    int? Forced { get; }

    /// <summary>Whether a token may come next.</summary>
    /// <param name="token">The token, of the vocabulary.</param>
    bool Allows(int token);

    /// <summary>Takes away every token that may not come next.</summary>
    /// <param name="logits">The logits, one for each token of the vocabulary; those of the tokens that may not come become −∞.</param>
    void Restrict(Span<float> logits);

    /// <summary>
    /// Keeps an answer within its tokens: gives the token back as long as the answer can be made whole behind it, and once it cannot, shortens the
    /// answer. One that could not be made whole before the first token is left alone.
    /// </summary>
    /// <param name="token">The token that was chosen, one that may come next.</param>
    /// <param name="left">How many tokens the answer may still have, this one counted.</param>
    /// <returns>The token to take, the first that is forced when it shortens the answer; <see cref="NoToken"/> to take none and end here.</returns>
    int Afford(int token, int left);

    /// <summary>Takes the token that was chosen.</summary>
    /// <param name="token">The token, one that may come next.</param>
    void Accept(int token);
}
