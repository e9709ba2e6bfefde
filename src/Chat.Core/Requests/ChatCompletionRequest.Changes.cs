using System.Text.Json;
using Chat.Core.Schemas;
using Chat.Core.Tools;

namespace Chat.Core.Requests;

// Each of these gives a changed copy; the request itself never changes.
public sealed partial record ChatCompletionRequest
{
    /// <summary>The same request for an answer of any text.</summary>
    public ChatCompletionRequest WithResponseTextFormat() => this with { ResponseFormat = ResponseFormat.Text };

    /// <summary>The same request for an answer that is some JSON object. The messages must ask for JSON too.</summary>
    public ChatCompletionRequest WithResponseJsonObjectFormat() =>
        this with
        {
            ResponseFormat = ResponseFormat.JsonObject,
        };

    /// <summary>The same request for an answer that follows a JSON Schema.</summary>
    /// <param name="name">The schema's name.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="strict">True makes the answer follow it exactly.</param>
    public ChatCompletionRequest WithResponseJsonSchema(string name, JsonElement schema, bool strict = true) =>
        this with
        {
            ResponseFormat = ResponseFormat.FromSchema(name, schema, strict),
        };

    /// <summary>The same request for an answer that follows a JSON Schema.</summary>
    /// <param name="schema">The schema; with <paramref name="strict"/> it is sent in its strict form.</param>
    /// <param name="name">The schema's name.</param>
    /// <param name="strict">True makes the answer follow it exactly.</param>
    /// <exception cref="InvalidOperationException"><paramref name="strict"/> is true and the schema has no strict form.</exception>
    public ChatCompletionRequest WithResponseJsonSchema(
        PropertyDefinition schema,
        string name = "answer",
        bool strict = true
    )
    {
        ArgumentNullException.ThrowIfNull(schema);
        return WithResponseJsonSchema(name, (strict ? schema.Strict() : schema).ToJsonElement(), strict);
    }

    /// <summary>The same request for an answer that can be read as a C# type; <see cref="PropertyDefinition.FromType"/> makes its schema.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="name">The schema's name.</param>
    /// <param name="strict">True makes the answer follow it exactly.</param>
    /// <exception cref="ArgumentException">The type has no schema.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="strict"/> is true and the schema has no strict form.</exception>
    public ChatCompletionRequest WithResponseJsonSchema<T>(string name = "answer", bool strict = true) =>
        WithResponseJsonSchema(PropertyDefinition.From<T>(), name, strict);

    /// <summary>The same request with tools, which the model calls as it sees fit.</summary>
    /// <param name="tools">The tools.</param>
    public ChatCompletionRequest WithTools(params IReadOnlyList<ChatTool> tools) =>
        this with
        {
            Tools = tools,
            ToolChoice = ToolChoice.Auto,
        };

    /// <summary>The same request with another choice among the tools.</summary>
    /// <param name="choice">The choice.</param>
    public ChatCompletionRequest WithToolChoice(ToolChoice choice) => this with { ToolChoice = choice };

    /// <summary>The same request for an answer in chunks.</summary>
    /// <param name="includeUsage">True asks for a last chunk with the tokens used.</param>
    public ChatCompletionRequest WithStreaming(bool includeUsage = true) =>
        this with
        {
            Stream = true,
            StreamOptions = (StreamOptions ?? new StreamOptions()) with { IncludeUsage = includeUsage },
        };
}
