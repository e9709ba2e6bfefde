using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Requests;

// Fields beyond the specification that say what a local model's prompt and answer look like.
public sealed partial record ChatCompletionRequest
{
    /// <summary>
    /// The grammar that the answer follows, in GBNF, llama.cpp's notation; its first rule is <c>root</c>. With tools, a call may come in place of
    /// such an answer. llama-server's field. Default: none.
    /// </summary>
    [JsonPropertyName("grammar")]
    public string? Grammar { get; init; }

    /// <summary>The JSON Schema that the answer follows: the short form of <see cref="ResponseFormat"/>, which goes before it. llama-server's field. Default: none.</summary>
    [JsonPropertyName("json_schema")]
    public JsonElement? JsonSchema { get; init; }

    /// <summary>
    /// Variables for the model's chat template, an object: each member becomes one. Names that the conversation itself has (<c>messages</c>,
    /// <c>tools</c>) are not replaced. A field of vLLM and llama-server. Default: none.
    /// </summary>
    [JsonPropertyName("chat_template_kwargs")]
    public JsonElement? ChatTemplateKwargs { get; init; }

    /// <summary>
    /// True lets the model go on within the last message, which must be the assistant's, in place of beginning one. A field of vLLM and
    /// llama-server. Default: false.
    /// </summary>
    [JsonPropertyName("continue_final_message")]
    public bool? ContinueFinalMessage { get; init; }
}
