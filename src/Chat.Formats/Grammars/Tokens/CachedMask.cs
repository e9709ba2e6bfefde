namespace Chat.Formats.Grammars.Tokens;

/// <summary>A mask that a state remembers.</summary>
/// <param name="Vocabulary">Whose tokens it is about.</param>
/// <param name="Mask">The mask, which nobody changes any more.</param>
internal sealed record CachedMask(GrammarVocabulary Vocabulary, TokenMask Mask);
