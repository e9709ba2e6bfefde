using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Secrets;

namespace Chat.Client.Recording;

/// <summary>
/// Rewrites the JSON of one exchange without secrets. The chunks of a stream are looked at together, because a key that the model
/// repeats comes in pieces: the text that holds it is then written whole, masked, where its first piece stood, and the other pieces are
/// empty. Log probabilities that spell a secret are left out, as their bytes would spell it too.
/// </summary>
/// <param name="redaction">What is masked.</param>
internal sealed class PayloadRedactor(CassetteRedaction redaction)
{
    private const string Choices = ".choices";

    private readonly Dictionary<string, List<string>> _pieces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _joined = new(StringComparer.Ordinal);
    private bool _dropsLogprobs;

    /// <summary>Rewrites payloads that belong together.</summary>
    /// <param name="redaction">What is masked.</param>
    /// <param name="payloads">Each a whole JSON value, in the order in which they came.</param>
    /// <returns>Each on one line, as UTF-8.</returns>
    /// <exception cref="ChatException">A rule took too long: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static List<ReadOnlyMemory<byte>> Redact(CassetteRedaction redaction, IReadOnlyList<string> payloads)
    {
        var redactor = new PayloadRedactor(redaction);
        List<JsonDocument> documents = [];
        try
        {
            foreach (var payload in payloads)
            {
                documents.Add(JsonDocument.Parse(payload));
                redactor.Gather(documents[^1].RootElement, "");
            }

            redactor.Decide();
            return [.. documents.Select(document => redactor.Write(document.RootElement))];
        }
        finally
        {
            documents.ForEach(document => document.Dispose());
        }
    }

    // The depth of this recursion, and of the one below, is the reader's: 64.
    private void Gather(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    if (path.Length > 0 || property.NameEquals("choices"))
                    {
                        Gather(property.Value, $"{path}.{property.Name}");
                    }
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Gather(item, path + Index(item));
                }

                break;
            case JsonValueKind.String:
                if (!_pieces.TryGetValue(path, out var pieces))
                {
                    _pieces[path] = pieces = [];
                }

                pieces.Add(value.GetString() ?? "");
                break;
        }
    }

    private void Decide()
    {
        foreach (var (path, pieces) in _pieces)
        {
            var text = string.Concat(pieces);
            var whole = redaction.Redact(text);
            if (string.Equals(whole, text, StringComparison.Ordinal))
            {
                continue;
            }

            if (path.Contains("].logprobs.", StringComparison.Ordinal))
            {
                _dropsLogprobs = true;
            }
            else if (!string.Equals(whole, string.Concat(pieces.Select(redaction.Redact)), StringComparison.Ordinal))
            {
                _joined[path] = whole;
            }
        }
    }

    private ReadOnlyMemory<byte> Write(JsonElement payload)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ChatJson.Encoder }))
        {
            Write(writer, payload, "", masked: false);
        }

        return buffer.WrittenMemory;
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, string path, bool masked)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(redaction.Redact(property.Name));
                    WriteField(writer, property, path);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, path + Index(item), masked);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when masked:
                writer.WriteStringValue(Secret.Mask);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(TextAt(path, value.GetString() ?? ""));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void WriteField(Utf8JsonWriter writer, JsonProperty property, string path)
    {
        if (_dropsLogprobs && property.NameEquals("logprobs") && path.StartsWith(Choices, StringComparison.Ordinal))
        {
            writer.WriteNullValue();
        }
        else
        {
            Write(writer, property.Value, $"{path}.{property.Name}", CassetteRedaction.IsSecretField(property.Name));
        }
    }

    private string TextAt(string path, string text)
    {
        if (!_joined.TryGetValue(path, out var whole))
        {
            return redaction.Redact(text);
        }

        _joined[path] = "";
        return whole;
    }

    // Choices and tool calls of a stream go by their index, not by their place in the chunk. Tokens of log probabilities are one text.
    private static string Index(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("index", out var index)
        && index.ValueKind == JsonValueKind.Number
            ? string.Create(CultureInfo.InvariantCulture, $"[{index.GetRawText()}]")
            : "[]";
}
