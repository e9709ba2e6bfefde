using System.Text.Json;
using Chat.Core.Backends;
using Chat.Http.Lines;

namespace Chat.Http.OpenAI;

/// <summary>
/// Reads a list of models in OpenAI's format. Beyond the id servers say more: vLLM <c>max_model_len</c>, Mistral
/// <c>max_context_length</c>, llama-server <c>meta.n_ctx</c> and <c>meta.size</c>, OpenRouter <c>context_length</c>.
/// </summary>
internal static class ModelList
{
    /// <summary>The most models taken of one list.</summary>
    public const int MaxModels = 10_000;

    private static readonly string[] ContextNames = ["context_length", "max_context_length", "max_model_len"];

    /// <summary>Reads the list.</summary>
    /// <param name="json">The body: an object with <c>data</c>, or a bare list.</param>
    /// <exception cref="JsonException">It is no list of models.</exception>
    public static IReadOnlyList<ModelDescription> Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(ByteOrderMark.Skip(json));
        using var document = JsonDocument.ParseValue(ref reader);
        var list = document.RootElement;
        if (list.ValueKind == JsonValueKind.Object && list.TryGetProperty("data", out var data))
        {
            list = data;
        }

        return list.ValueKind switch
        {
            // Ollama's /v1 without a model: Go writes a list that was never filled as null.
            JsonValueKind.Null when document.RootElement.ValueKind == JsonValueKind.Object => [],
            JsonValueKind.Array => [.. list.EnumerateArray().Take(MaxModels).Select(Describe)],
            _ => throw new JsonException("The body is no list of models."),
        };
    }

    private static ModelDescription Describe(JsonElement model)
    {
        if (model.ValueKind != JsonValueKind.Object || Text(model, "id") is not { } id)
        {
            throw new JsonException("A model of the list has no id.");
        }

        var meta =
            model.TryGetProperty("meta", out var found) && found.ValueKind == JsonValueKind.Object ? found : model;
        return new ModelDescription
        {
            Id = id,
            Name = id,
            ContextLength = ContextLength(model, meta),
            SizeBytes = Number(meta, "size"),
        };
    }

    private static int? ContextLength(JsonElement model, JsonElement meta)
    {
        var length =
            ContextNames.Select(name => Number(model, name)).FirstOrDefault(found => found is not null)
            ?? Number(meta, "n_ctx")
            ?? Number(meta, "n_ctx_train");
        return length is <= int.MaxValue ? (int)length : null;
    }

    private static string? Text(JsonElement model, string name) =>
        model.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement model, string name) =>
        model.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
        && number > 0
            ? number
            : null;
}
