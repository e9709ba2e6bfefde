using Chat.Engine;

namespace Chat.Daemon.LocalEngine;

/// <summary>A text as a model sees it.</summary>
/// <param name="Model">The reference of the model whose vocabulary was used.</param>
/// <param name="Tokens">The tokens, in order; empty where only their count was asked for.</param>
internal sealed record TokenizedText(string Model, IReadOnlyList<TextToken> Tokens)
{
    /// <summary>How many tokens. Default: as many as are listed.</summary>
    public int Count { get; init; } = Tokens.Count;
}
