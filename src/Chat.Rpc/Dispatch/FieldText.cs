using System.Text.Json;

namespace Chat.Rpc.Dispatch;

/// <summary>Compares names and values in JSON of any kind, also what is no text: <c>"\ud800"</c> makes the reader's own comparison throw.</summary>
internal static class FieldText
{
    /// <summary>True when the name or string that the reader stands on has this text.</summary>
    /// <param name="reader">The reader, over one span.</param>
    /// <param name="text">The text.</param>
    public static bool Is(this in Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.SequenceEqual(text);
        }

        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
