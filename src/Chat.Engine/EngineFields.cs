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

    /// <summary>Goes through the fields of a request that the engine does not honour.</summary>
    /// <param name="request">The request.</param>
    /// <returns>A warning for each field that changes nothing.</returns>
    /// <exception cref="ChatException">A field is refused: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static IEnumerable<string> Check(ChatCompletionRequest request)
    {
        var fields = Given(request.ExtensionData).ToList();
        if (fields.Find(field => Capabilities[field] == FieldSupport.Refused) is { } refused)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The local engine cannot do what {refused} asks.",
                $"Leave {refused} out, or use a remote model."
            );
        }

        var named = request.Messages.Any(message => message.Name is not null)
            ? ["messages[].name"]
            : Array.Empty<string>();
        return fields
            .Where(field => Capabilities[field] == FieldSupport.Ignored)
            .Concat(named)
            .Select(field => $"{field} changes nothing on the local engine.");
    }

    // A field that is null on the wire is a field that was not given.
    private static IEnumerable<string> Given(IDictionary<string, JsonElement>? fields) =>
        (fields ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
            .Where(field => field.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            .Select(field => field.Key);

    private static IEnumerable<KeyValuePair<string, FieldSupport>> All(FieldSupport support, params string[] fields) =>
        fields.Select(field => KeyValuePair.Create(field, support));
}
