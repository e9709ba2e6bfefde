namespace Chat.Engine.Sampling;

/// <summary>How likely a chosen token was, and which were the likeliest, before any sampling setting.</summary>
/// <param name="Logprob">The chosen token's log probability.</param>
/// <param name="Top">The likeliest tokens, likeliest first.</param>
internal readonly record struct TokenLikelihood(double Logprob, IReadOnlyList<RankedToken> Top);
