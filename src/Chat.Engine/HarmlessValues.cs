using System.Text.Json;

namespace Chat.Engine;

/// <summary>Values of fields that the engine does not honour which ask for nothing beyond what it does anyway.</summary>
internal static class HarmlessValues
{
    private static readonly Dictionary<string, Func<JsonElement, bool>> Fields = new(StringComparer.Ordinal)
    {
        ["tools"] = IsEmptyList,
        ["functions"] = IsEmptyList,
        ["tool_calls"] = IsEmptyList,
        // "auto" leaves the choice among the tools to the model: with tools they are refused, without them there is no choice.
        ["tool_choice"] = value => Is(value, "none") || Is(value, "auto"),
        ["function_call"] = value => Is(value, "none") || Is(value, "auto"),
        ["response_format"] = IsText,
        ["modalities"] = value =>
            value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(modality => Is(modality, "text")),
        ["grammar"] = value => Is(value, ""),
        ["include_obfuscation"] = value => value.ValueKind == JsonValueKind.False,
    };

    /// <summary>True when a field asks for nothing. Null on the wire is a field that was not given.</summary>
    /// <param name="field">The field's own name, without those of the objects around it.</param>
    /// <param name="value">Its value.</param>
    public static bool Contains(string field, JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
        || (Fields.TryGetValue(field, out var isHarmless) && isHarmless(value));

    private static bool IsEmptyList(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    private static bool IsText(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var type) && Is(type, "text");

    private static bool Is(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);
}
