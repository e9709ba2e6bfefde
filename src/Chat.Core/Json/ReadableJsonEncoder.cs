using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Chat.Core.Json;

/// <summary>
/// Escapes only what JSON or a reader of lines needs escaped: quotation mark, backslash, control characters, the line and paragraph
/// separators, and the byte order mark. All other text, emoji too, is written as it is; half a surrogate pair becomes U+FFFD.
/// </summary>
/// <remarks>
/// The framework's own relaxed encoder escapes everything beyond the basic plane, which makes emoji unreadable.
/// The output is not safe inside HTML or a script without encoding it for there.
/// </remarks>
internal sealed unsafe class ReadableJsonEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F"
            + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"
            + "\"\\\u007F\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F"
            + "\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F"
            + "\u2028\u2029\uFEFF"
    );

    private ReadableJsonEncoder() { }

    /// <summary>The one encoder; it has no state.</summary>
    public static ReadableJsonEncoder Instance { get; } = new();

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar <= char.MaxValue && (IsEscaped((char)unicodeScalar) || char.IsSurrogate((char)unicodeScalar));

    // Pointers stand here and below because the base class says so; they become spans at once.

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        var escaped = span.IndexOfAny(Escaped);
        var clean = escaped < 0 ? span : span[..escaped];
        for (var start = 0; start < clean.Length; )
        {
            var offset = clean[start..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (offset < 0)
            {
                break;
            }

            var at = start + offset;
            if (Rune.DecodeFromUtf16(clean[at..], out _, out var length) != OperationStatus.Done)
            {
                return at;
            }

            start = at + length;
        }

        return escaped;
    }

    /// <inheritdoc/>
    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    )
    {
        var output = new Span<char>(buffer, bufferLength);
        if (!WillEncode(unicodeScalar))
        {
            return new Rune(unicodeScalar).TryEncodeToUtf16(output, out numberOfCharactersWritten);
        }

        var escape = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\t' => "\\t",
            '\n' => "\\n",
            '\f' => "\\f",
            '\r' => "\\r",
            _ => string.Create(CultureInfo.InvariantCulture, $"\\u{unicodeScalar:X4}"),
        };
        numberOfCharactersWritten = escape.TryCopyTo(output) ? escape.Length : 0;
        return numberOfCharactersWritten > 0;
    }

    private static bool IsEscaped(char value) => Escaped.Contains(value);
}
