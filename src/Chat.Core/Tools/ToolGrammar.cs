using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Tools;

/// <summary>The grammar that the input of a custom tool follows. Source: OpenAI chat completions specification 2.3.0, <c>tools[].custom.format.grammar</c>.</summary>
public sealed record ToolGrammar
{
    /// <summary>The grammar.</summary>
    [JsonPropertyName("definition")]
    public required string Definition { get; init; }

    /// <summary>The language of the grammar: <c>lark</c> or <c>regex</c>.</summary>
    [JsonPropertyName("syntax")]
    public required string Syntax { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }
}
