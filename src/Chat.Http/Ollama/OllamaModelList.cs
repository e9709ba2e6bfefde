using System.Text.Json;
using Chat.Core.Backends;
using Chat.Http.Lines;

namespace Chat.Http.Ollama;

/// <summary>Reads <c>/api/tags</c>. Source: Ollama API reference, "List models".</summary>
internal static class OllamaModelList
{
    /// <summary>The most models taken of one list.</summary>
    public const int MaxModels = 10_000;

    /// <summary>Reads the list.</summary>
    /// <param name="json">The body.</param>
    /// <exception cref="JsonException">It is no list of models.</exception>
    public static IReadOnlyList<ModelDescription> Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(ByteOrderMark.Skip(json));
        using var document = JsonDocument.ParseValue(ref reader);
        if (
            document.RootElement.ValueKind != JsonValueKind.Object
            || Member(document.RootElement, "models") is not { } list
        )
        {
            throw new JsonException("The body is no list of models.");
        }

        return list.ValueKind switch
        {
            // Go writes a list that was never filled as null.
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. list.EnumerateArray().Take(MaxModels).Select(Describe)],
            _ => throw new JsonException("The body is no list of models."),
        };
    }

    private static ModelDescription Describe(JsonElement model)
    {
        if (model.ValueKind != JsonValueKind.Object || (Text(model, "name") ?? Text(model, "model")) is not { } name)
        {
            throw new JsonException("A model of the list has no name.");
        }

        var details = Member(model, "details");
        var context = Number(model, "context_length") ?? Number(details, "context_length");
        return new ModelDescription
        {
            Id = name,
            Name = name,
            SizeBytes = Number(model, "size"),
            ContextLength = context is <= int.MaxValue ? (int)context : null,
        };
    }

    private static string? Text(JsonElement model, string name) =>
        Member(model, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static long? Number(JsonElement? model, string name) =>
        Member(model, name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetInt64(out var number)
        && number > 0
            ? number
            : null;

    private static JsonElement? Member(JsonElement? model, string name) =>
        model is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;
}
