using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Chat.Http.Exchange;

/// <summary>Tells apart JSON that is wrong and JSON that only stops too early.</summary>
internal static class JsonText
{
    /// <summary>Whether a text is the beginning of one JSON object or list and not all of it. White space alone is.</summary>
    /// <param name="utf8">The text.</param>
    public static bool IsCut(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, default);
        try
        {
            while (reader.Read()) { }

            return reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray)
                || reader.CurrentDepth > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Ends a text that stops too early: the text it stops in is kept as far as it came, a number or word is left out.</summary>
    /// <param name="utf8">The beginning of JSON.</param>
    /// <returns>Whole JSON; null when the text is no beginning of an object.</returns>
    public static byte[]? Close(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, default);
        // As deep as the reader goes, 64.
        var open = new Stack<byte>();
        try
        {
            while (reader.Read())
            {
                Follow(reader.TokenType, open);
            }
        }
        catch (JsonException)
        {
            return null;
        }

        if (open.Count == 0)
        {
            return null;
        }

        var whole = new ArrayBufferWriter<byte>(utf8.Length + 80);
        var taken = (int)reader.BytesConsumed;
        whole.Write(utf8[..taken].TrimEnd(" \t\r\n,"u8));
        var rest = utf8[taken..].TrimStart(" \t\r\n,"u8);
        var isValue = reader.TokenType == JsonTokenType.PropertyName;
        if (isValue && rest is [(byte)'"', ..])
        {
            whole.Write(WholeCharacters(rest));
            whole.Write("\""u8);
        }
        else if (isValue)
        {
            whole.Write("null"u8);
        }

        while (open.TryPop(out var end))
        {
            whole.Write([end]);
        }

        return whole.WrittenSpan.ToArray();
    }

    private static void Follow(JsonTokenType token, Stack<byte> open)
    {
        switch (token)
        {
            case JsonTokenType.StartObject:
                open.Push((byte)'}');
                break;
            case JsonTokenType.StartArray:
                open.Push((byte)']');
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                open.Pop();
                break;
        }
    }

    // The text without the escape or the character that it stops in. An escaped surrogate goes with its other half.
    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> text)
    {
        var at = 0;
        var surrogate = -1;
        while (at < text.Length)
        {
            var length = text[at] == (byte)'\\' ? (text[(at + 1)..] is [(byte)'u', ..] ? 6 : 2) : 1;
            if (at + length > text.Length)
            {
                break;
            }

            surrogate = IsHighSurrogate(text.Slice(at, length)) ? at : -1;
            at += length;
        }

        text = text[..(surrogate >= 0 ? surrogate : at)];
        while (text.Length > 1 && Rune.DecodeLastFromUtf8(text, out _, out _) != OperationStatus.Done)
        {
            text = text[..^1];
        }

        return text;
    }

    private static bool IsHighSurrogate(ReadOnlySpan<byte> escape) =>
        escape
            is [
                _,
                (byte)'u',
                (byte)'d'
                or (byte)'D',
                (>= (byte)'8' and <= (byte)'9')
                or (>= (byte)'a' and <= (byte)'b')
                or (>= (byte)'A' and <= (byte)'B'),
                _,
                _,
            ];
}
