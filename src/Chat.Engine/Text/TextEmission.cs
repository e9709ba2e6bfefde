using Chat.Core.Completions;

namespace Chat.Engine.Text;

/// <summary>What a choice shows next.</summary>
/// <param name="Text">The text to show; empty when there is none.</param>
/// <param name="Logprobs">The log probabilities of the tokens whose text is now shown, in part at least, in order; each token once.</param>
/// <param name="Stopped">True when a stop string was found; then nothing follows.</param>
internal readonly record struct TextEmission(string Text, IReadOnlyList<TokenLogprob> Logprobs, bool Stopped);
