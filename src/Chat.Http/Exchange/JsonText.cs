using System.Text.Json;

namespace Chat.Http.Exchange;

/// <summary>Tells apart JSON that is wrong and JSON that only stops too early.</summary>
internal static class JsonText
{
    /// <summary>Whether a text is the beginning of JSON and not all of it.</summary>
    /// <param name="utf8">The text.</param>
    public static bool IsCut(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, default);
        try
        {
            while (reader.Read()) { }

            // A number at the top could go on for ever; anything else that is whole ends at depth 0.
            return reader.CurrentDepth > 0 || reader.BytesConsumed < utf8.TrimEnd(" \t\r\n"u8).Length || utf8.IsEmpty;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
