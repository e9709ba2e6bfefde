using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chat.Testing.FakeModels;

/// <summary>Reads the requests of both API families.</summary>
internal static class EchoRequestReader
{
    /// <summary>Reads a request for chat completions.</summary>
    /// <param name="body">The request.</param>
    /// <param name="model">The model's name, where the path has it; null for the body's own.</param>
    public static EchoRequest FromChatCompletions(JsonNode body, string? model = null)
    {
        var tools = ToolNames(body);
        var choice = body["tool_choice"];
        return new EchoRequest
        {
            Model = model ?? (string?)body["model"] ?? "",
            Text = Text((body["messages"] as JsonArray)?.LastOrDefault()?["content"]),
            PromptTokens = Words((body["messages"] as JsonArray)?.Select(message => message?["content"])),
            IsStream = (bool?)body["stream"] ?? false,
            IncludeUsage = (bool?)body["stream_options"]?["include_usage"] ?? false,
            N = (int?)body["n"] ?? 1,
            MaxTokens = (int?)body["max_completion_tokens"] ?? (int?)body["max_tokens"],
            Stop = Strings(body["stop"]),
            TopLogprobs = (bool?)body["logprobs"] == true ? (int?)body["top_logprobs"] ?? 0 : null,
            Tools = IsText(choice, "none") ? [] : tools,
            RequiredTool =
                IsText(choice, "required") || IsText(choice, "any") ? tools.FirstOrDefault()
                : choice is JsonObject ? (string?)choice["function"]?["name"]
                : null,
            WantsJson = (string?)body["response_format"]?["type"] is "json_object" or "json_schema",
            Schema = body["response_format"]?["json_schema"]?["schema"],
        };
    }

    /// <summary>Reads a request of <c>/api/chat</c> or <c>/api/generate</c>.</summary>
    public static EchoRequest FromOllama(JsonNode body)
    {
        var messages = body["messages"] as JsonArray;
        var options = body["options"];
        return new EchoRequest
        {
            Model = (string?)body["model"] ?? "",
            Text = Text(messages?.LastOrDefault()?["content"] ?? body["prompt"]),
            PromptTokens = Words(messages?.Select(message => message?["content"]) ?? [body["system"], body["prompt"]]),
            IsStream = (bool?)body["stream"] ?? true,
            MaxTokens = (int?)options?["num_predict"] is > 0 and var limit ? limit : null,
            Stop = Strings(options?["stop"]),
            TopLogprobs = (bool?)body["logprobs"] == true ? (int?)body["top_logprobs"] ?? 0 : null,
            Tools = ToolNames(body),
            WantsJson = body["format"] is not null && !IsText(body["format"], ""),
            Schema = body["format"] as JsonObject,
        };
    }

    private static bool IsText(JsonNode? node, string text) =>
        node?.GetValueKind() == JsonValueKind.String && (string?)node == text;

    private static List<string> ToolNames(JsonNode body) =>
        [.. (body["tools"] as JsonArray ?? []).Select(tool => (string?)tool?["function"]?["name"]).OfType<string>()];

    private static List<string> Strings(JsonNode? node) =>
        node switch
        {
            JsonArray list => [.. list.Select(item => (string?)item).OfType<string>()],
            null => [],
            _ => [(string)node!],
        };

    private static string Text(JsonNode? content) =>
        content is JsonArray parts
            ? string.Concat(parts.Select(part => (string?)part?["text"]))
            : (string?)content ?? "";

    private static int Words(IEnumerable<JsonNode?>? contents) =>
        (contents ?? []).Sum(content => Text(content).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
}
