namespace Chat.Formats.Grammars.Tokens;

/// <summary>A byte of some tokens' texts, with all that may follow it right behind it.</summary>
/// <param name="Skip">The node behind all that follow this one.</param>
/// <param name="Token">A token that ends here; below 0 when none does.</param>
/// <param name="Depth">How many bytes are before this one.</param>
/// <param name="Value">The byte.</param>
internal readonly record struct TokenTrieNode(int Skip, int Token, ushort Depth, byte Value);
