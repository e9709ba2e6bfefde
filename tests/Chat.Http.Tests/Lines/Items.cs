using System.Text;
using Chat.Http.Lines;
using Chat.Http.Sse;

namespace Chat.Http.Tests.Lines;

/// <summary>Reads streams to their ends.</summary>
internal static class Items
{
    /// <summary>Every item of a reader, which is disposed after. A stream of so many items that a reader must be looping is a failure.</summary>
    public static async Task<List<Item>> ReadAllAsync(ItemReader reader, Encoding encoding)
    {
        await using (reader)
        {
            var items = new List<Item>();
            while (await reader.ReadAsync(CancellationToken.None))
            {
                var type = reader is SseReader sse ? encoding.GetString(sse.EventType.Span) : "";
                items.Add(new Item(type, encoding.GetString(reader.Data.Span), reader.IsCut));
                Assert.True(items.Count < 100_000, "The reader does not come to an end.");
            }

            Assert.False(await reader.ReadAsync(CancellationToken.None));
            Assert.False(reader.IsCut);
            return items;
        }
    }
}
