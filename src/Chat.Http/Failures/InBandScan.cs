using System.Text.Json;
using Chat.Http.Lines;

namespace Chat.Http.Failures;

/// <summary>Whether a piece of a good answer is an error. Allocates nothing.</summary>
internal static class InBandScan
{
    /// <summary>Whether JSON has a member <c>error</c> at the top that is not null, false or empty text, or <c>"object":"error"</c>.</summary>
    /// <param name="json">The JSON. What is not JSON is no error here.</param>
    public static bool IsError(ReadOnlySpan<byte> json)
    {
        // Both signs hold these seven bytes. Text of the model holds them only escaped (\"error\"), which does not match in whole:
        // the backslash stands before the second quote.
        if (json.IndexOf("\"error\""u8) < 0)
        {
            return false;
        }

        try
        {
            return Scan(json);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether a member <c>error</c> tells of one, by the same rule.</summary>
    /// <param name="error">Its value.</param>
    public static bool IsSet(JsonElement error) =>
        error.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False => false,
            JsonValueKind.String => !error.ValueEquals(""u8),
            _ => true,
        };

    private static bool Scan(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(
            ByteOrderMark.Skip(json),
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip }
        );
        if (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            // Gemini puts its error object into a list.
            reader.Read();
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isError = reader.ValueTextEquals("error"u8);
            var isObject = !isError && reader.ValueTextEquals("object"u8);
            reader.Read();
            if ((isError && IsSet(ref reader)) || (isObject && IsErrorName(ref reader)))
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    // Gateways that write every field put null, false or "" here when all is well.
    private static bool IsSet(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Null or JsonTokenType.False => false,
            JsonTokenType.String => !reader.ValueTextEquals(""u8),
            _ => true,
        };

    private static bool IsErrorName(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8);
}
