using System.Text.Json;
using Chat.Core.Requests;

namespace Chat.Http.Ollama;

/// <summary>What a request asks for in the specification's words, in Ollama's. What it asks for in Ollama's own words wins.</summary>
internal static class OllamaSettings
{
    /// <summary>The model options: those given, with the request's sampling fields where they say nothing.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Null when there are none.</returns>
    public static OllamaOptions? Options(ChatCompletionRequest request)
    {
        var given = request.Options ?? new OllamaOptions();
        var merged = given with
        {
            Temperature = given.Temperature ?? request.Temperature,
            TopP = given.TopP ?? request.TopP,
            TopK = given.TopK ?? request.TopK,
            MinP = given.MinP ?? request.MinP,
            TypicalP = given.TypicalP ?? request.TypicalP,
            Seed = given.Seed ?? request.Seed,
            NumPredict = given.NumPredict ?? request.TokenLimit,
            RepeatPenalty = given.RepeatPenalty ?? request.RepeatPenalty,
            RepeatLastN = given.RepeatLastN ?? request.RepeatLastN,
            PresencePenalty = given.PresencePenalty ?? request.PresencePenalty,
            FrequencyPenalty = given.FrequencyPenalty ?? request.FrequencyPenalty,
            // A single string is refused.
            Stop = (given.Stop ?? request.Stop) is { } stop ? [.. stop] : null,
        };
        return request.Options is not null || merged != given ? merged : null;
    }

    /// <summary>Whether and how much to think: <c>think</c>, else what the effort means. Ollama knows low, medium, high and max.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Null leaves it to the model.</returns>
    public static ThinkSetting? Think(ChatCompletionRequest request) =>
        request.Think
        ?? request.ReasoningEffort?.Value switch
        {
            null => null,
            "none" => new ThinkSetting(false),
            "minimal" => new ThinkSetting("low"),
            "xhigh" or "ultra" => new ThinkSetting("max"),
            var level => new ThinkSetting(level),
        };

    /// <summary>Writes the form of the answer, when one is asked for.</summary>
    /// <param name="writer">Stands within the request.</param>
    /// <param name="request">The request.</param>
    public static void WriteFormat(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        if (request.Format is { } format)
        {
            writer.WritePropertyName("format");
            format.WriteTo(writer);
            return;
        }

        switch (request.ResponseFormat)
        {
            case { Type: "json_schema", JsonSchema.Schema: { } schema }:
                writer.WritePropertyName("format");
                schema.WriteTo(writer);
                break;
            case { Type: "json_schema" or "json_object" }:
                writer.WriteString("format", "json");
                break;
        }
    }
}
