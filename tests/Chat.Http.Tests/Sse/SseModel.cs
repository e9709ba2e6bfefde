using System.Text;
using Chat.Http.Tests.Lines;

namespace Chat.Http.Tests.Sse;

/// <summary>The grammar of event streams as plainly as can be: the whole body at once, by strings of one char a byte.</summary>
internal static class SseModel
{
    public static List<Item> Read(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal))
        {
            text = text[3..];
        }

        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var items = new List<Item>();
        var type = "";
        string? data = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var isUnended = i == lines.Length - 1;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            value = value.StartsWith(' ') ? value[1..] : value;
            if (isUnended && colon < 0)
            {
                continue;
            }

            if (name == "data")
            {
                data = data is null ? value : data + "\n" + value;
            }
            else if (name == "event")
            {
                type = value;
            }
            else if (line.Length == 0)
            {
                if (data is not null)
                {
                    items.Add(new Item(type, data));
                }

                (type, data) = ("", null);
            }
        }

        if (!string.IsNullOrEmpty(data))
        {
            items.Add(new Item(type, data, IsCut: true));
        }

        return items;
    }
}
