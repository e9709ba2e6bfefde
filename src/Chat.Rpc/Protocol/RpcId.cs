using System.Globalization;
using System.Text.Json.Serialization;

namespace Chat.Rpc.Protocol;

/// <summary>
/// The name that a caller gives to a request, a stream or a line of progress: a whole number or a text. A number and a text of the same
/// digits are two names. Sources: JSON-RPC 2.0, "Request object"; LSP 3.17, <c>ProgressToken</c>.
/// </summary>
[JsonConverter(typeof(RpcIdConverter))]
public readonly record struct RpcId
{
    /// <summary>The longest text, in UTF-16 code units.</summary>
    public const int MaxLength = 256;

    /// <summary>Makes a number.</summary>
    /// <param name="number">The number.</param>
    public RpcId(long number) => Number = number;

    /// <summary>Makes a text.</summary>
    /// <param name="text">The text; at most <see cref="MaxLength"/> long.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is null or too long.</exception>
    public RpcId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            throw new ArgumentException($"An id is at most {MaxLength} characters long.", nameof(text));
        }

        Text = text;
    }

    /// <summary>The number; 0 when it is a text.</summary>
    public long Number { get; }

    /// <summary>The text; null when it is a number.</summary>
    public string? Text { get; }

    /// <summary>The id as it reads within a sentence: a number as it is, a text in quotation marks.</summary>
    public override string ToString() => Text is null ? Number.ToString(CultureInfo.InvariantCulture) : $"\"{Text}\"";
}
