namespace Chat.Engine.Sampling;

/// <summary>Says which tokens may come next in one answer, such as those that a grammar allows. Not safe for use by several threads at once.</summary>
internal interface ITokenConstraint
{
    /// <summary>True when nothing can follow: the answer is whole, and ends without an end token.</summary>
    bool HasEnded { get; }

    /// <summary>Whether a token may come next.</summary>
    /// <param name="token">The token, of the vocabulary.</param>
    bool Allows(int token);

    /// <summary>Takes away every token that may not come next.</summary>
    /// <param name="logits">The logits, one for each token of the vocabulary; those of the tokens that may not come become −∞.</param>
    void Restrict(Span<float> logits);

    /// <summary>Takes the token that was chosen.</summary>
    /// <param name="token">The token, one that may come next.</param>
    void Accept(int token);
}
