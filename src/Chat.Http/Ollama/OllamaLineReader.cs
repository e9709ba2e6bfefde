using System.Text.Json;
using Chat.Core.Json;

namespace Chat.Http.Ollama;

/// <summary>
/// Reads lines of Ollama's own API. A known field of a wrong type is an error where text could be lost with it; a time or a count that is
/// none is read as not given.
/// </summary>
internal static class OllamaLineReader
{
    /// <summary>Reads one line.</summary>
    /// <param name="json">The line: one JSON object.</param>
    /// <exception cref="JsonException">It is no line of an answer, nor an error.</exception>
    public static OllamaLine Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            var line = ReadValue(ref reader);
            // What follows the value is an error to the reader.
            reader.Read();
            return line;
        }
        catch (InvalidOperationException cause)
        {
            throw NoText(cause);
        }
    }

    /// <summary>Reads every line of a body up to the first that is none. A proxy may say that a stream is one JSON value, and an old server stream unasked.</summary>
    /// <param name="json">The body: one JSON object or several, white space between them.</param>
    /// <param name="fault">What is wrong with the line that ended the reading; null when all were read.</param>
    public static List<OllamaLine> ReadAll(ReadOnlySpan<byte> json, out JsonException? fault)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true });
        var lines = new List<OllamaLine>(1);
        fault = null;
        try
        {
            while (reader.Read())
            {
                lines.Add(ReadValue(ref reader));
            }
        }
        catch (InvalidOperationException cause)
        {
            fault = NoText(cause);
        }
        catch (JsonException cause)
        {
            fault = cause;
        }

        return lines;
    }

    // Invalid UTF-8, or an escape of half a surrogate pair.
    private static JsonException NoText(InvalidOperationException cause) =>
        new("A string of the line is no text.", cause);

    private static OllamaLine ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A line is an object.");
        }

        var line = new OllamaLine();
        var isAnswer = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsText(ref reader, line) || IsMeasure(ref reader, line))
            {
                isAnswer = true;
                continue;
            }

            var name = reader.GetString()!;
            reader.Read();
            (line.Extras ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal))[name] =
                JsonElement.ParseValue(ref reader);
        }

        return isAnswer || line.Extras?.ContainsKey("error") == true
            ? line
            : throw new JsonException("The object has no field of an answer.");
    }

    private static bool IsText(ref Utf8JsonReader reader, OllamaLine line)
    {
        if (reader.ValueTextEquals("message"u8))
        {
            reader.Read();
            line.Message = JsonSerializer.Deserialize(ref reader, ChatJsonContext.Default.ChatDelta);
        }
        else if (reader.ValueTextEquals("response"u8))
        {
            line.Response = Text(ref reader, "response");
        }
        else if (reader.ValueTextEquals("thinking"u8))
        {
            line.Thinking = Text(ref reader, "thinking");
        }
        else if (reader.ValueTextEquals("tool_calls"u8))
        {
            reader.Read();
            line.ToolCalls = JsonSerializer.Deserialize(ref reader, ChatJsonContext.Default.IReadOnlyListToolCallDelta);
        }
        else if (reader.ValueTextEquals("logprobs"u8))
        {
            reader.Read();
            line.Logprobs = JsonSerializer.Deserialize(ref reader, ChatJsonContext.Default.IReadOnlyListTokenLogprob);
        }
        else if (reader.ValueTextEquals("done"u8))
        {
            reader.Read();
            line.IsDone = reader.TokenType switch
            {
                JsonTokenType.True => true,
                JsonTokenType.False or JsonTokenType.Null => false,
                _ => throw new JsonException("done is no truth value."),
            };
        }
        else if (reader.ValueTextEquals("done_reason"u8))
        {
            line.DoneReason = Text(ref reader, "done_reason");
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool IsMeasure(ref Utf8JsonReader reader, OllamaLine line)
    {
        if (reader.ValueTextEquals("model"u8))
        {
            line.Model = Text(ref reader, "model");
        }
        else if (reader.ValueTextEquals("created_at"u8))
        {
            reader.Read();
            line.Created = OllamaTime.Read(ref reader);
        }
        else if (reader.ValueTextEquals("prompt_eval_count"u8))
        {
            line.PromptTokens = (int?)Number(ref reader, int.MaxValue);
        }
        else if (reader.ValueTextEquals("eval_count"u8))
        {
            line.AnswerTokens = (int?)Number(ref reader, int.MaxValue);
        }
        else if (reader.ValueTextEquals("prompt_eval_duration"u8))
        {
            line.PromptNanoseconds = Number(ref reader, long.MaxValue);
        }
        else if (reader.ValueTextEquals("eval_duration"u8))
        {
            line.AnswerNanoseconds = Number(ref reader, long.MaxValue);
        }
        else if (reader.ValueTextEquals("load_duration"u8))
        {
            line.LoadNanoseconds = Number(ref reader, long.MaxValue);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static string? Text(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? reader.GetString()
            : throw new JsonException($"{name} is no text.");
    }

    private static long? Number(ref Utf8JsonReader reader, long max)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
        {
            reader.Skip();
            return null;
        }

        return reader.TryGetInt64(out var number) && number >= 0 && number <= max ? number : null;
    }
}
