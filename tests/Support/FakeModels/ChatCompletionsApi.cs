using System.Text.Json.Nodes;
using Chat.Testing.FakeServers;

namespace Chat.Testing.FakeModels;

/// <summary>The chat completions API in a server's own shape.</summary>
/// <param name="shape">The shape.</param>
/// <param name="key">The key that a request must carry; null for none.</param>
/// <param name="slow">Where the slow model waits.</param>
internal sealed class ChatCompletionsApi(ChatCompletionsShape shape, string? key, FakeGate slow)
{
    private const string DeploymentsPath = "/openai/deployments/";

    private readonly ChatCompletionsWriter _writer = new(shape);

    /// <summary>Answers a request.</summary>
    public FakeReply Reply(FakeRequest request)
    {
        var path = request.Path.Split('?')[0];
        if (!IsAllowed(request))
        {
            return Error(401, "The key is wrong.", shape.IsAzure ? "401" : "invalid_api_key");
        }

        if (shape.IsAzure && !request.Path.Contains("api-version=", StringComparison.Ordinal))
        {
            return Error(404, "Resource not found", "404");
        }

        var root = shape.IsAzure ? "/openai" : "/v1";
        return (request.Method, path) switch
        {
            ("GET", _) when path == root + "/models" => FakeReplies.Json(Models().ToJsonString()),
            ("POST", "/v1/chat/completions") when !shape.IsAzure => Complete(request, model: null),
            ("POST", _) when shape.IsAzure && Deployment(path) is { } deployment => Complete(request, deployment),
            _ => Error(404, $"There is no {request.Method} {path}.", "not_found"),
        };
    }

    private static string? Deployment(string path)
    {
        const string end = "/chat/completions";
        return
            path.StartsWith(DeploymentsPath, StringComparison.Ordinal)
            && path.EndsWith(end, StringComparison.Ordinal)
            && path.Length > DeploymentsPath.Length + end.Length
            ? Uri.UnescapeDataString(path[DeploymentsPath.Length..^end.Length])
            : null;
    }

    private static JsonObject Models() =>
        new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([
                .. MagicModels.All.Select(name => new JsonObject
                {
                    ["id"] = name,
                    ["object"] = "model",
                    ["created"] = ChatCompletionsWriter.Created,
                    ["owned_by"] = "tests",
                }),
            ]),
        };

    private bool IsAllowed(FakeRequest request) =>
        key is null
        || (shape.IsAzure ? request.Header("api-key") : request.Header("Authorization"))
            == (shape.IsAzure ? key : "Bearer " + key);

    private FakeReply Complete(FakeRequest request, string? model)
    {
        if (request.Json is not JsonObject body || body["messages"] is not JsonArray { Count: > 0 })
        {
            return Error(400, "messages is missing.", "invalid_request");
        }

        if (
            shape.KnownFields is { } known
            && body.FirstOrDefault(field => !known.Contains(field.Key)) is { Key: { } stranger }
        )
        {
            return Forbidden(stranger, body[stranger]);
        }

        if (shape.KnownFields is not null && WrongCall(body["messages"]!.AsArray()) is { } wrong)
        {
            return Forbidden(wrong, null);
        }

        var asked = EchoRequestReader.FromChatCompletions(body, model);
        asked = shape.IgnoresMuch
            ? asked with
            {
                Stop = [],
                Tools = [],
                RequiredTool = null,
                WantsJson = false,
                Schema = null,
            }
            : asked;
        asked = shape.OneChoice ? asked with { N = 1 } : asked;
        var known404 = shape.IgnoresMuch && !MagicModels.All.Contains(asked.Model, StringComparer.Ordinal);
        if (!known404 && ModelErrors.Of(asked.Model, asked.IsStream) is var (status, message, code))
        {
            var error = Error(status, message, code);
            return status == 429 ? error.WithHeader("Retry-After", "1") : error;
        }

        var choices = EchoModel.Answer(asked);
        return asked.IsStream
            ? ModelScript.Stream(
                FakeReplies.SseText(),
                asked.Model,
                _writer.Events(asked, choices),
                StreamError(),
                slow
            )
            : ModelScript.Whole(_writer.Whole(asked, choices).ToJsonString(), asked.Model, slow);
    }

    private string StreamError() =>
        $"{shape.DataPrefix}{ErrorBody(ModelErrors.Broken.Message, ModelErrors.Broken.Code, 500).ToJsonString()}\n\n"
        + (shape.DoneBehindErrors ? $"{shape.BeforeDone}{shape.DataPrefix}[DONE]\n\n" : "");

    private FakeReply Error(int status, string message, string code) =>
        FakeReplies.Json(ErrorBody(message, code, status).ToJsonString(), status);

    private JsonObject ErrorBody(string message, string code, int status)
    {
        // vLLM gives the status as the code.
        JsonNode wireCode = shape.HasStopReason ? status : code;
        var fields = new JsonObject
        {
            ["message"] = message,
            ["type"] = status >= 500 ? "server_error" : "invalid_request_error",
            ["param"] = null,
            ["code"] = wireCode,
        };
        if (!shape.ObjectErrors)
        {
            return new JsonObject { ["error"] = fields };
        }

        fields["object"] = "error";
        return fields;
    }

    // Mistral takes ids of nine letters or digits, and no field beside those of a call.
    private static string? WrongCall(JsonArray messages)
    {
        foreach (var message in messages)
        {
            foreach (var call in message!["tool_calls"] as JsonArray ?? [])
            {
                if (call!.AsObject().Any(field => field.Key is not ("id" or "type" or "function")))
                {
                    return "tool_calls";
                }

                if (!IsCallId(call["id"]))
                {
                    return "tool_calls.id";
                }
            }

            if (message["tool_call_id"] is { } id && !IsCallId(id))
            {
                return "tool_call_id";
            }
        }

        return null;
    }

    private static bool IsCallId(JsonNode? id) =>
        (string?)id is { Length: 9 } text && text.All(char.IsAsciiLetterOrDigit);

    private static FakeReply Forbidden(string field, JsonNode? value)
    {
        var detail = new JsonObject
        {
            ["type"] = "extra_forbidden",
            ["loc"] = new JsonArray("body", field),
            ["msg"] = "Extra inputs are not permitted",
            ["input"] = value?.DeepClone(),
        };
        var body = new JsonObject
        {
            ["object"] = "error",
            ["message"] = new JsonObject { ["detail"] = new JsonArray(detail) },
            ["type"] = "invalid_request_error",
            ["param"] = null,
            ["code"] = null,
        };
        return FakeReplies.Json(body.ToJsonString(), 422);
    }
}
