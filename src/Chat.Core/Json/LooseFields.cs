using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Core.Json;

/// <summary>
/// The fields that an answer is no less an answer without: labels, warnings, the word of its outcome. One that a server filled with something
/// else than its type is kept among the unknown fields, and never costs the answer.
/// </summary>
internal static class LooseFields
{
    /// <summary>Reads a field; false for what is not of its type, and for none. A null within a list or an object is of no type.</summary>
    /// <param name="json">The field's JSON; null for none.</param>
    /// <param name="type">Its type.</param>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">The type.</typeparam>
    public static bool TryRead<T>(JsonElement? json, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value)
    {
        value = default;
        if (json is not { ValueKind: not JsonValueKind.Null } element || HoldsNull(element))
        {
            return false;
        }

        try
        {
            value = element.Deserialize(type);
            return value is not null;
        }
        catch (JsonException)
        {
            // It is kept as it came.
            return false;
        }
    }

    /// <summary>Puts a field that could not be read among the unknown ones.</summary>
    /// <param name="extras">The unknown fields; null while there are none.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="json">Its JSON; null for none, which changes nothing.</param>
    /// <returns>The unknown fields with it.</returns>
    public static IDictionary<string, JsonElement>? Keep(
        IDictionary<string, JsonElement>? extras,
        string name,
        JsonElement? json
    )
    {
        if (json is { ValueKind: not JsonValueKind.Null } element)
        {
            extras ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            extras[name] = element;
        }

        return extras;
    }

    private static bool HoldsNull(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null),
            JsonValueKind.Object => json.EnumerateObject().Any(item => item.Value.ValueKind == JsonValueKind.Null),
            _ => false,
        };
}
