using System.Buffers;
using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Json;

namespace Chat.Client.Recording;

/// <summary>Writes one exchange as it stands in a cassette file: indented, each chunk on a line, without secrets.</summary>
internal static class ExchangeFormat
{
    /// <summary>How the JSON of a cassette is written.</summary>
    public static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = ChatJson.Encoder,
    };

    /// <summary>Formats an exchange.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="redaction">What is masked.</param>
    /// <returns>UTF-8, its first line without an indent, no line break at the end.</returns>
    /// <exception cref="ChatException">A redaction rule took too long: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static ReadOnlyMemory<byte> Format(RecordedExchange exchange, CassetteRedaction redaction)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString(CassetteKeys.Call, CassetteKeys.Word(exchange.Call));
            WritePayload(writer, CassetteKeys.Request, exchange.Request, redaction);
            if (exchange.Call == CassetteCall.Stream)
            {
                WriteChunks(writer, exchange.Chunks, redaction);
            }

            WritePayload(writer, CassetteKeys.Answer, exchange.Answer, redaction);
            WriteModels(writer, exchange.Models, redaction);
            writer.WriteString(CassetteKeys.End, CassetteKeys.Word(exchange.End));
            WriteFailure(writer, exchange, redaction);
            if (exchange.FirstToken is { } first)
            {
                writer.WriteNumber(CassetteKeys.FirstToken, Milliseconds(first));
            }

            writer.WriteNumber(CassetteKeys.Took, Milliseconds(exchange.Took));
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteChunks(
        Utf8JsonWriter writer,
        IReadOnlyList<(TimeSpan At, string Json)> chunks,
        CassetteRedaction redaction
    )
    {
        var payloads = PayloadRedactor.Redact(redaction, [.. chunks.Select(chunk => chunk.Json)]);
        writer.WriteStartArray(CassetteKeys.Chunks);
        var line = new ArrayBufferWriter<byte>();
        foreach (var (chunk, payload) in chunks.Zip(payloads))
        {
            // The writer puts no line break before what it did not format itself.
            line.ResetWrittenCount();
            line.Write("\n    "u8);
            using (var compact = new Utf8JsonWriter(line))
            {
                compact.WriteStartObject();
                compact.WriteNumber(CassetteKeys.At, Milliseconds(chunk.At));
                compact.WritePropertyName(CassetteKeys.Chunk);
                compact.WriteRawValue(payload.Span, skipInputValidation: true);
                compact.WriteEndObject();
            }

            writer.WriteRawValue(line.WrittenSpan, skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    private static void WritePayload(Utf8JsonWriter writer, string key, string? payload, CassetteRedaction redaction)
    {
        if (payload is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(PayloadRedactor.Redact(redaction, [payload])[0]);
        writer.WritePropertyName(key);
        document.RootElement.WriteTo(writer);
    }

    private static void WriteModels(
        Utf8JsonWriter writer,
        IReadOnlyList<ModelDescription>? models,
        CassetteRedaction redaction
    )
    {
        if (models is null)
        {
            return;
        }

        writer.WriteStartArray(CassetteKeys.Models);
        foreach (var model in models)
        {
            writer.WriteStartObject();
            writer.WriteString(CassetteKeys.Id, redaction.Redact(model.Id));
            writer.WriteString(CassetteKeys.Name, redaction.Redact(model.Name));
            if (model.ContextLength is { } length and >= 0)
            {
                writer.WriteNumber(CassetteKeys.ContextLength, length);
            }

            if (model.SizeBytes is { } size and >= 0 and <= ExchangeReader.MaxSize)
            {
                writer.WriteNumber(CassetteKeys.SizeBytes, size);
            }

            writer.WriteBoolean(CassetteKeys.Loaded, model.Loaded);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // What is longer than a reader takes is written as the longest that it does.
    private static double Milliseconds(TimeSpan time) =>
        Math.Clamp(time.TotalMilliseconds, 0, CassetteValue.MaxMilliseconds);

    private static void WriteFailure(Utf8JsonWriter writer, RecordedExchange exchange, CassetteRedaction redaction)
    {
        if (exchange.Failure is not { } failure)
        {
            return;
        }

        writer.WriteStartObject(CassetteKeys.Failure);
        writer.WriteString(CassetteKeys.Kind, failure.Kind.ToWireName());
        writer.WriteString(CassetteKeys.Message, redaction.Redact(failure.Message));
        writer.WriteString(CassetteKeys.Advice, redaction.Redact(failure.Advice));
        writer.WriteBoolean(CassetteKeys.Retryable, failure.IsRetryable);
        if (failure.HttpStatus is { } status)
        {
            writer.WriteNumber(CassetteKeys.Status, status);
        }

        if (failure.RequestId is { } id)
        {
            writer.WriteString(CassetteKeys.RequestId, redaction.Redact(id));
        }

        WritePayload(writer, CassetteKeys.Partial, exchange.Partial, redaction);
        writer.WriteEndObject();
    }
}
