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
    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, char.MaxValue + 1).Select(value => (char)value).Where(IsEscaped),
    ]);

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

    private static bool IsEscaped(char value) =>
        char.IsControl(value) || value is '"' or '\\' or '\u2028' or '\u2029' or '\uFEFF';
}
