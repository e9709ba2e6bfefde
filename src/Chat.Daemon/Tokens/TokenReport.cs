using System.Text.Json.Serialization;
using Chat.Daemon.LocalEngine;

namespace Chat.Daemon.Tokens;

/// <summary>The tokens of a text, as <c>tokens --json</c> prints them.</summary>
/// <param name="Model">The reference of the model whose vocabulary was used.</param>
/// <param name="Count">How many tokens.</param>
/// <param name="Tokens">The tokens, in order.</param>
internal sealed record TokenReport(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("tokens")] IReadOnlyList<TokenReportEntry> Tokens
)
{
    /// <summary>Makes the report of a text.</summary>
    /// <param name="text">The text as a model sees it.</param>
    public static TokenReport From(TokenizedText text) =>
        new(
            text.Model,
            text.Tokens.Count,
            [.. text.Tokens.Select(token => new TokenReportEntry(token.Id, token.Text))]
        );
}
