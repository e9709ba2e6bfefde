using Chat.Engine;

namespace Chat.Daemon.LocalEngine;

/// <summary>A text as a model sees it.</summary>
/// <param name="Model">The reference of the model whose vocabulary was used.</param>
/// <param name="Tokens">The tokens, in order.</param>
internal sealed record TokenizedText(string Model, IReadOnlyList<TextToken> Tokens);
