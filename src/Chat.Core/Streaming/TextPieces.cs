using System.Text;

namespace Chat.Core.Streaming;

/// <summary>Appends pieces of text. Null adds nothing; an empty piece makes the text empty instead of absent.</summary>
internal static class TextPieces
{
    /// <summary>Appends a piece.</summary>
    /// <param name="builder">The text so far; null while there is none.</param>
    /// <param name="text">The piece.</param>
    public static void Append(ref StringBuilder? builder, string? text)
    {
        if (text is not null)
        {
            (builder ??= new StringBuilder()).Append(text);
        }
    }
}
