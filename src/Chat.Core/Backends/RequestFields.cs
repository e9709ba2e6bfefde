using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Core.Backends;

/// <summary>Which fields a request sets to something that asks for more than leaving them out would.</summary>
public static class RequestFields
{
    /// <summary>A longer word is not told apart from any other value of its field. In characters.</summary>
    private const int MaxWordLength = 64;

    /// <summary>
    /// The keys of the fields, each once, in the order of the wire. Fields that this library does not know are among them. What is
    /// beneath a field that <see cref="CapabilityTable"/> does not part further (schemas, metadata, options) is not looked at.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ChatException">The request cannot be written as JSON: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static IReadOnlyList<string> Of(ChatCompletionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var document = Written(request);
        var fields = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        var hasTools = HasAny(document.RootElement, "tools") || HasAny(document.RootElement, "functions");
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (hasTools || !HarmlessValues.IsChoiceOfNone(property.Name, property.Value))
            {
                Visit(property.Name, property.Value, fields);
            }
        }

        return [.. fields.Keys];
    }

    private static bool HasAny(JsonElement request, string list) =>
        request.TryGetProperty(list, out var value) && !HarmlessValues.Contains(list, value);

    // The depth is bounded: only paths that the table parts further are entered.
    private static void Visit(string path, JsonElement value, OrderedDictionary<string, bool> fields)
    {
        if (HarmlessValues.Contains(path, value))
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Object && FieldPaths.HasFields(path) && value.GetPropertyCount() > 0)
        {
            VisitProperties(path, value, fields);
        }
        else if (value.ValueKind == JsonValueKind.Array && FieldPaths.HasFields($"{path}[]"))
        {
            foreach (var item in value.EnumerateArray())
            {
                Visit($"{path}[]", item, fields);
            }
        }
        else
        {
            fields.TryAdd(Worded(path, value), true);
        }
    }

    private static void VisitProperties(string path, JsonElement value, OrderedDictionary<string, bool> fields)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (!string.Equals(property.Name, "type", StringComparison.Ordinal) || !FieldPaths.HasWords(path))
            {
                Visit($"{path}.{property.Name}", property.Value, fields);
            }
            // {"type": "function", "function": {…}}: the field that follows says the same.
            else if (!NamesField(property.Value, value))
            {
                fields.TryAdd(Worded(path, property.Value), true);
            }
        }
    }

    private static bool NamesField(JsonElement type, JsonElement value) =>
        type.ValueKind == JsonValueKind.String && value.TryGetProperty(type.GetString()!, out _);

    private static string Worded(string path, JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && FieldPaths.HasWords(path)
        && value.GetString() is { Length: > 0 and <= MaxWordLength } word
            ? $"{path}:{word}"
            : path;

    private static JsonDocument Written(ChatCompletionRequest request)
    {
        try
        {
            return JsonSerializer.SerializeToDocument(request, ChatJsonContext.Default.ChatCompletionRequest);
        }
        // A field nested too deep or holding half a character; a number that is not finite; a field of no value at all.
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The request cannot be written as JSON: {error.Message}",
                "Give finite numbers, whole characters and at most 64 levels of nesting."
            );
        }
    }
}
