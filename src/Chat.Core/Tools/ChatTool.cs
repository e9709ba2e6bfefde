using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Schemas;

namespace Chat.Core.Tools;

/// <summary>A tool that a model may call. Source: OpenAI chat completions specification 2.3.0, <c>tools[]</c>.</summary>
public sealed record ChatTool
{
    /// <summary>The kind of tool: <c>function</c>, <c>custom</c>, or a server's own word.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The function of type <c>function</c>.</summary>
    [JsonPropertyName("function")]
    public FunctionDefinition? Function { get; init; }

    /// <summary>The tool of type <c>custom</c>.</summary>
    [JsonPropertyName("custom")]
    public CustomToolDefinition? Custom { get; init; }

    /// <summary>Every other field, kept as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>Makes a tool of a function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does; null leaves it out.</param>
    /// <param name="parameters">Its parameters as a JSON Schema; null for none.</param>
    /// <param name="strict">True makes the arguments follow the schema exactly; null leaves it to the server.</param>
    public static ChatTool FromFunction(
        string name,
        string? description = null,
        JsonElement? parameters = null,
        bool? strict = null
    ) =>
        new()
        {
            Type = "function",
            Function = new FunctionDefinition
            {
                Name = name,
                Description = description,
                Parameters = parameters,
                Strict = strict,
            },
        };

    /// <summary>Makes a tool of a function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does; null leaves it out.</param>
    /// <param name="parameters">Its parameters, an object; with <paramref name="strict"/> true they are sent in their strict form.</param>
    /// <param name="strict">True makes the arguments follow the schema exactly; null leaves it to the server.</param>
    /// <exception cref="InvalidOperationException"><paramref name="strict"/> is true and the schema has no strict form.</exception>
    public static ChatTool FromFunction(
        string name,
        string? description,
        PropertyDefinition parameters,
        bool? strict = null
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return FromFunction(
            name,
            description,
            (strict == true ? parameters.Strict() : parameters).ToJsonElement(),
            strict
        );
    }

    /// <summary>Makes a tool whose input is text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does; null leaves it out.</param>
    /// <param name="grammar">The grammar its input follows; null for any text.</param>
    public static ChatTool FromCustom(string name, string? description = null, ToolGrammar? grammar = null) =>
        new()
        {
            Type = "custom",
            Custom = new CustomToolDefinition
            {
                Name = name,
                Description = description,
                Format = grammar is null ? null : new CustomToolFormat { Type = "grammar", Grammar = grammar },
            },
        };
}
