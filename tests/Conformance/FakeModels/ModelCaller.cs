using System.Text;
using System.Text.Json.Nodes;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.FakeModels;

/// <summary>Calls a fake model server with bare HTTP, so that what it says is seen as it is on the wire.</summary>
internal sealed class ModelCaller(FakeModelServer model) : IDisposable
{
    private readonly HttpClient _client = model.Server.CreateClient();

    public HttpClient Client => _client;

    /// <summary>The path of a completion.</summary>
    public string Path(string name) =>
        model.Dialect switch
        {
            FakeDialect.Azure => $"/openai/deployments/{name}/chat/completions?api-version=2024-10-21",
            FakeDialect.Ollama => "/api/chat",
            _ => "/v1/chat/completions",
        };

    public async Task<(int Status, string Text)> AskAsync(
        string text,
        bool stream,
        JsonObject? fields = null,
        string name = MagicModels.Echo,
        string? path = null
    )
    {
        var body = fields?.DeepClone().AsObject() ?? [];
        body["model"] = name;
        body["stream"] = stream;
        body["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text });
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(path ?? Path(name), content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The JSON of the lines or events of a stream, [DONE] left out.</summary>
    public static List<JsonNode> Events(string text) =>
        [
            .. text.Split('\n')
                .Select(line => line.StartsWith("data:", StringComparison.Ordinal) ? line[5..].Trim() : line)
                .Where(line => line.StartsWith('{'))
                .Select(line => JsonNode.Parse(line)!),
        ];

    /// <summary>The text of the first choice, from a stream's events or a whole answer.</summary>
    public static string Content(IEnumerable<JsonNode> events) => string.Concat(events.Select(Content));

    public void Dispose() => _client.Dispose();

    private static string? Content(JsonNode node)
    {
        var choices = node["choices"] as JsonArray;
        var choice = choices?.FirstOrDefault(item => (int?)item?["index"] is 0 or null);
        var message = choice?["delta"] ?? choice?["message"] ?? node["message"] as JsonObject;
        return message?["content"] is JsonValue text ? (string?)text : (string?)node["response"];
    }
}
