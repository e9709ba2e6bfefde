using System.Text.Json;

namespace Chat.Core.Backends;

/// <summary>Values of request fields that ask for nothing beyond what any target does when the field is left out.</summary>
internal static class HarmlessValues
{
    private static readonly Dictionary<string, Func<JsonElement, bool>> Fields = new(StringComparer.Ordinal)
    {
        ["n"] = value => Is(value, 1),
        ["frequency_penalty"] = value => Is(value, 0),
        ["presence_penalty"] = value => Is(value, 0),
        ["repeat_penalty"] = value => Is(value, 1),
        ["typical_p"] = value => Is(value, 1),
        ["top_logprobs"] = value => Is(value, 0),
        ["logprobs"] = IsFalse,
        ["store"] = IsFalse,
        ["ignore_eos"] = IsFalse,
        ["continue_final_message"] = IsFalse,
        ["safe_prompt"] = IsFalse,
        ["raw"] = IsFalse,
        ["stream"] = IsFalse,
        ["stream_options.include_usage"] = IsFalse,
        ["stream_options.include_obfuscation"] = IsFalse,
        ["tools[].function.strict"] = IsFalse,
        ["response_format.json_schema.strict"] = IsFalse,
        ["parallel_tool_calls"] = value => value.ValueKind == JsonValueKind.True,
        // "auto" leaves the choice among the tools to the model, as it is without the field.
        ["tool_choice"] = value => Is(value, "auto"),
        ["function_call"] = value => Is(value, "auto"),
        ["response_format"] = IsText,
        ["modalities"] = value =>
            value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(modality => Is(modality, "text")),
        ["service_tier"] = value => Is(value, "auto"),
        // Mistral and DeepSeek put a call's place in the list into whole answers, which are sent back as they came.
        ["messages[].tool_calls[].index"] = value => value.ValueKind == JsonValueKind.Number,
        ["messages[].content[].image_url.detail"] = value => Is(value, "auto"),
        ["grammar"] = value => Is(value, ""),
        ["logit_bias"] = IsEmptyObject,
        ["metadata"] = IsEmptyObject,
        ["chat_template_kwargs"] = IsEmptyObject,
    };

    /// <summary>True when a field asks for nothing. Null on the wire is a field that was not given, and so is an empty list.</summary>
    /// <param name="path">The field's key, without a word.</param>
    /// <param name="value">Its value.</param>
    public static bool Contains(string path, JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
        || IsEmptyList(value)
        || (Fields.TryGetValue(path, out var isHarmless) && isHarmless(value));

    /// <summary>True for the choice of no tool, which asks for nothing where there are no tools.</summary>
    /// <param name="path">The field's key.</param>
    /// <param name="value">Its value.</param>
    public static bool IsChoiceOfNone(string path, JsonElement value) =>
        path is "tool_choice" or "function_call" && Is(value, "none");

    private static bool IsEmptyList(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    private static bool IsEmptyObject(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 0;

    private static bool IsText(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.GetPropertyCount() == 1
        && value.TryGetProperty("type", out var type)
        && Is(type, "text");

    private static bool IsFalse(JsonElement value) => value.ValueKind == JsonValueKind.False;

    private static bool Is(JsonElement value, int number) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var given) && given == number;

    private static bool Is(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);
}
