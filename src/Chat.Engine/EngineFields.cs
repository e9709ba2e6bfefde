using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Engine;

/// <summary>What the embedded engine does with each request field, and the warnings and refusals that follow from it.</summary>
internal static class EngineFields
{
    /// <summary>The table.</summary>
    public static BackendCapabilities Capabilities { get; } =
        new([
            .. All(
                FieldSupport.Honoured,
                "messages",
                "model",
                "temperature",
                "top_p",
                "max_completion_tokens",
                "max_tokens",
                "n",
                "seed",
                "stop",
                "stream",
                "stream_options",
                "frequency_penalty",
                "presence_penalty",
                "logit_bias",
                "logprobs",
                "top_logprobs",
                "top_k",
                "min_p",
                "typical_p",
                "repeat_penalty",
                "repeat_last_n",
                "ignore_eos"
            ),
            // Without these the answer would not be what was asked for, so leaving them out in silence or with a word is not enough.
            .. All(
                FieldSupport.Refused,
                "tools",
                "tool_choice",
                "functions",
                "function_call",
                "response_format",
                "modalities",
                "audio",
                "grammar",
                "json_schema"
            ),
        ]);

    // Calls that the model is to take as its own, and that a text prompt cannot hold: without them the answer is another one.
    private const string ToolCalls = "tool_calls";

    /// <summary>Goes through the fields of a request, its messages included, that the engine does not honour.</summary>
    /// <param name="request">The request.</param>
    /// <returns>A warning for each field that changes nothing, once for each name.</returns>
    /// <exception cref="ChatException">A field is refused: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static IEnumerable<string> Check(ChatCompletionRequest request)
    {
        var fields = Given(request.ExtensionData).ToList();
        if (fields.Find(field => Capabilities[field] == FieldSupport.Refused) is { } refused)
        {
            throw Refuse(refused);
        }

        var ofMessages = request.Messages.SelectMany(OfMessage).Distinct(StringComparer.Ordinal).ToList();
        if (ofMessages.Contains(ToolCalls, StringComparer.Ordinal))
        {
            throw Refuse($"messages[].{ToolCalls}");
        }

        return fields
            .Where(field => Capabilities[field] == FieldSupport.Ignored)
            .Concat(Given(request.StreamOptions?.ExtensionData).Select(field => $"stream_options.{field}"))
            .Concat(ofMessages.Select(field => $"messages[].{field}"))
            .Select(field => $"{field} changes nothing on the local engine.");
    }

    // The fields of a message that do not reach the prompt. A refusal is what the assistant said where there is no content.
    private static IEnumerable<string> OfMessage(ChatMessage message)
    {
        (string Field, bool IsGiven)[] typed =
        [
            ("name", message.Name is not null),
            ("refusal", message.Refusal is not null && message.Content is not null),
            ("tool_call_id", message.ToolCallId is not null),
            ("reasoning", message.Reasoning is not null),
        ];
        return typed
            .Where(entry => entry.IsGiven)
            .Select(entry => entry.Field)
            .Concat(Given(message.ExtensionData))
            .Concat((message.Content?.Parts ?? []).SelectMany(OfPart));
    }

    private static IEnumerable<string> OfPart(ContentPart part) =>
        Given(part.ExtensionData).Select(field => $"content[].{field}");

    private static IEnumerable<string> Given(IDictionary<string, JsonElement>? fields) =>
        (fields ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
            .Where(field => !HarmlessValues.Contains(field.Key, field.Value))
            .Select(field => field.Key);

    private static ChatException Refuse(string field) =>
        new(
            ChatErrorKind.InvalidRequest,
            $"The local engine cannot do what {field} asks.",
            $"Leave {field} out, or use a remote model."
        );

    private static IEnumerable<KeyValuePair<string, FieldSupport>> All(FieldSupport support, params string[] fields) =>
        fields.Select(field => KeyValuePair.Create(field, support));
}
