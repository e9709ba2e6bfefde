using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Core.Backends;

namespace Chat.Client.Recording;

/// <summary>Puts the file of a cassette together from the texts of its exchanges.</summary>
internal static class CassetteFormat
{
    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>What <c>$schema</c> says: the schema's <c>$id</c>.</summary>
    public const string SchemaId = "urn:chat:cassette";

    /// <summary>What stands between two exchanges.</summary>
    private static readonly byte[] Separator = ",\n"u8.ToArray();

    private static readonly byte[] Indent = "    "u8.ToArray();

    /// <summary>All before the exchanges.</summary>
    /// <param name="capabilities">What the recorded backend does with each field; null before it is known.</param>
    public static byte[] Head(BackendCapabilities? capabilities)
    {
        var text = new StringBuilder("{\n");
        text.Append($"  \"{CassetteKeys.Schema}\": \"{SchemaId}\",\n  \"{CassetteKeys.Version}\": {Version},\n");
        if (capabilities is not null)
        {
            text.Append($"  \"{CassetteKeys.Capabilities}\": {{\n");
            text.AppendJoin(",\n", Members(capabilities)).Append("\n  },\n");
        }

        return Encoding.UTF8.GetBytes(text.Append($"  \"{CassetteKeys.Exchanges}\": [").ToString());
    }

    /// <summary>All after the exchanges.</summary>
    /// <param name="any">True when there are exchanges.</param>
    public static ReadOnlySpan<byte> Tail(bool any) => any ? "\n  ]\n}\n"u8 : "]\n}\n"u8;

    /// <summary>An exchange with the indent and the separator that it has in the file.</summary>
    /// <param name="exchange">Its text as <see cref="ExchangeFormat"/> gives it.</param>
    /// <param name="isFirst">True for the first one.</param>
    /// <param name="output">Where the bytes go.</param>
    public static void Append(ReadOnlySpan<byte> exchange, bool isFirst, IBufferWriter<byte> output)
    {
        output.Write(isFirst ? "\n"u8 : Separator);

        // No string of JSON holds a raw line feed: each one is the end of a line.
        while (exchange.IndexOf((byte)'\n') is >= 0 and var end)
        {
            output.Write(Indent);
            output.Write(exchange[..(end + 1)]);
            exchange = exchange[(end + 1)..];
        }

        output.Write(Indent);
        output.Write(exchange);
    }

    private static IEnumerable<string> Members(BackendCapabilities capabilities)
    {
        yield return $"    \"{CassetteKeys.Target}\": {Quote(capabilities.TargetName)}";
        yield return $"    \"{CassetteKeys.UnknownFields}\": {Quote(CassetteKeys.Word(capabilities.UnknownFields))}";
        foreach (var group in capabilities.Fields.GroupBy(field => field.Value).OrderBy(group => group.Key))
        {
            var names = group.Select(field => field.Key).Order(StringComparer.Ordinal).Select(Quote);
            yield return $"    {Quote(CassetteKeys.Word(group.Key))}: [{string.Join(", ", names)}]";
        }
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, ExchangeFormat.Indented.Encoder)}\"";
}
