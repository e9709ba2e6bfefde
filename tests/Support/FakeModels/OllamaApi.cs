using System.Text.Json.Nodes;
using Chat.Testing.FakeServers;

namespace Chat.Testing.FakeModels;

/// <summary>Ollama's own endpoints: lines of JSON, arguments as objects, errors as bare texts.</summary>
/// <param name="key">The key that a request must carry; null for none, as Ollama has it.</param>
/// <param name="slow">Where the slow model waits.</param>
internal sealed class OllamaApi(string? key, FakeGate slow)
{
    private const string CreatedAt = "2023-11-14T22:13:20.000000001Z";

    /// <summary>Answers a request.</summary>
    public FakeReply Reply(FakeRequest request)
    {
        if (key is not null && request.Header("Authorization") != "Bearer " + key)
        {
            return Error(401, "unauthorized");
        }

        return (request.Method, request.Path) switch
        {
            ("GET", "/api/version") => FakeReplies.Json("""{"version":"0.30.0"}"""),
            ("GET", "/api/tags") => FakeReplies.Json(Tags().ToJsonString()),
            ("POST", "/api/chat") => Complete(request, isChat: true),
            ("POST", "/api/generate") => Complete(request, isChat: false),
            _ => FakeReplies.Text("404 page not found", 404),
        };
    }

    private static FakeReply Error(int status, string message) =>
        FakeReplies.Json(new JsonObject { ["error"] = message }.ToJsonString(), status);

    private static JsonObject Tags() =>
        new()
        {
            ["models"] = new JsonArray([
                .. MagicModels.All.Select(name => new JsonObject
                {
                    ["name"] = name,
                    ["model"] = name,
                    ["modified_at"] = CreatedAt,
                    ["size"] = 1_000_000,
                    ["digest"] = new string('0', 64),
                    ["details"] = new JsonObject { ["format"] = "gguf", ["family"] = "echo" },
                }),
            ]),
        };

    private static JsonObject Line(EchoRequest asked, bool isChat, string text, string? thinking = null)
    {
        var line = new JsonObject { ["model"] = asked.Model, ["created_at"] = CreatedAt };
        var holder = isChat ? new JsonObject { ["role"] = "assistant", ["content"] = text } : line;
        if (!isChat)
        {
            line["response"] = text;
        }

        if (thinking is not null)
        {
            holder["thinking"] = thinking;
        }

        if (isChat)
        {
            line["message"] = holder;
        }

        line["done"] = false;
        return line;
    }

    private static void AddEnd(JsonObject line, EchoRequest asked, EchoChoice choice)
    {
        line["done"] = true;
        // It has no word of its own for tool calls.
        line["done_reason"] = choice.FinishReason == "length" ? "length" : "stop";
        line["total_duration"] = 4_000_000;
        line["load_duration"] = 1_000_000;
        line["prompt_eval_count"] = asked.PromptTokens;
        line["prompt_eval_duration"] = 1_000_000;
        line["eval_count"] = choice.TokenCount;
        line["eval_duration"] = 2_000_000;
    }

    private static void AddToolCall(JsonObject line, EchoChoice choice)
    {
        if (choice.ToolName is not null && line["message"] is JsonObject message)
        {
            message["tool_calls"] = new JsonArray(
                new JsonObject
                {
                    ["function"] = new JsonObject
                    {
                        ["name"] = choice.ToolName,
                        ["arguments"] = JsonNode.Parse(choice.ToolArguments),
                    },
                }
            );
        }
    }

    private static JsonObject Whole(EchoRequest asked, EchoChoice choice, bool isChat)
    {
        var thinking = choice.Reasoning.Count > 0 ? string.Concat(choice.Reasoning) : null;
        var whole = Line(asked, isChat, choice.Text, thinking);
        AddToolCall(whole, choice);
        AddEnd(whole, asked, choice);
        if (asked.TopLogprobs is { } top)
        {
            whole["logprobs"] = EchoLogprobs.List(choice.Tokens, 0, top);
        }

        return whole;
    }

    private static IEnumerable<(JsonObject Line, bool IsToken)> Lines(EchoRequest asked, EchoChoice choice, bool isChat)
    {
        foreach (var word in choice.Reasoning)
        {
            yield return (Line(asked, isChat, "", word), true);
        }

        foreach (var (place, token) in choice.Tokens.Index())
        {
            var line = Line(asked, isChat, token);
            if (asked.TopLogprobs is { } top)
            {
                line["logprobs"] = EchoLogprobs.List([token], place, top);
            }

            yield return (line, true);
        }

        if (choice.ToolName is not null)
        {
            var call = Line(asked, isChat, "");
            AddToolCall(call, choice);
            yield return (call, true);
        }

        var end = Line(asked, isChat, "");
        AddEnd(end, asked, choice);
        yield return (end, false);
    }

    private FakeReply Complete(FakeRequest request, bool isChat)
    {
        if (request.Json is not JsonObject body)
        {
            return Error(400, "missing request body");
        }

        var asked = EchoRequestReader.FromOllama(body);
        if (ModelErrors.Of(asked.Model, asked.IsStream) is var (status, message, _))
        {
            return Error(status, status == 404 ? $"model '{asked.Model}' not found" : message);
        }

        var choice = EchoModel.Answer(isChat ? asked : asked with { Tools = [] })[0];
        if (!asked.IsStream)
        {
            return ModelScript.Whole(Whole(asked, choice, isChat).ToJsonString(), asked.Model, slow);
        }

        var error = new JsonObject { ["error"] = ModelErrors.Broken.Message }.ToJsonString() + "\n";
        return ModelScript.Stream(
            FakeReplies.NdJson(),
            asked.Model,
            [.. Lines(asked, choice, isChat).Select(item => (item.Line.ToJsonString() + "\n", item.IsToken))],
            error,
            slow
        );
    }
}
