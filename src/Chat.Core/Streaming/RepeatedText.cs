using System.Text.Json;

namespace Chat.Core.Streaming;

/// <summary>
/// Reads a text that is mostly the same on every chunk of a stream, such as the answer's id: as long as it is, one string serves them
/// all and nothing is allocated. Remembers one text of at most <see cref="MaxLength"/> bytes.
/// </summary>
internal sealed class RepeatedText
{
    /// <summary>The longest text that is remembered, in bytes.</summary>
    public const int MaxLength = 256;

    private readonly byte[] _bytes = new byte[MaxLength];
    private int _length = -1;
    private string _text = "";

    /// <summary>Reads the string that a reader stands on.</summary>
    /// <param name="reader">The reader, over one span.</param>
    /// <exception cref="InvalidOperationException">The string is no text.</exception>
    public string Read(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (!reader.ValueIsEscaped && bytes.Length == _length && bytes.SequenceEqual(_bytes.AsSpan(0, _length)))
        {
            return _text;
        }

        var text = reader.GetString()!;
        if (!reader.ValueIsEscaped && bytes.Length <= MaxLength)
        {
            bytes.CopyTo(_bytes);
            _length = bytes.Length;
            _text = text;
        }

        return text;
    }
}
