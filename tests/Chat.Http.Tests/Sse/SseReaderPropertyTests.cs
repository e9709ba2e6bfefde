using System.Net.ServerSentEvents;
using System.Text;
using Chat.Http.Sse;
using Chat.Http.Tests.Lines;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Http.Tests.Sse;

public sealed class SseReaderPropertyTests
{
    private const string Sample =
        "\uFEFF: ping\r\n\r\nevent: a\r\ndata: {\"é\":1}\r\ndata:two\r\n\r\nid: 1\ndata\n\n\rdata:  😀\rretry: 5\r\revent: b\ndata: c\n\n";

    private static readonly string[] Newlines = ["\n", "\r\n", "\r"];
    private static readonly string[] Noise = [": ping", ":", "id: 9", "retry: 1", "x", "dat: a", " data: b", "event"];

    [Fact]
    public void Events_written_in_any_form_are_read_back()
    {
        var texts = Gen.Elements(
            "",
            "a",
            "é😀",
            " x ",
            ":",
            "data: y",
            "{\"a\":[1,2]}",
            "\0",
            "\uFEFF",
            new string('z', 300)
        );
        var events = (
            from type in Gen.Elements("", "message", "error")
            from data in Gen.NonEmptyListOf(texts)
            select new Item(type, string.Join('\n', data))
        ).ListOf();
        var cases = from items in events from seed in Gen.Choose(0, int.MaxValue - 1) select (Items: items, Seed: seed);
        Check.One(
            Properties.Of(300),
            Prop.ForAll(
                cases.ToArbitrary(),
                async Task<bool> (written) =>
                {
                    var random = new Random(written.Seed);
                    var bytes = Encoding.UTF8.GetBytes(Write([.. written.Items], random));
                    foreach (var stream in Streams(bytes, random))
                    {
                        var read = await Items.ReadAllAsync(new SseReader(stream), Encoding.UTF8);
                        if (!written.Items.SequenceEqual(read))
                        {
                            return false;
                        }
                    }

                    return true;
                }
            )
        );
    }

    [Fact]
    public async Task A_stream_cut_anywhere_gives_the_events_before_the_cut_and_the_start_of_the_next()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        var whole = SseModel.Read(bytes);
        Assert.Equal(4, whole.Count);
        for (var length = 0; length <= bytes.Length; length++)
        {
            foreach (var stream in Streams(bytes[..length], new Random(length)))
            {
                var items = await Items.ReadAllAsync(new SseReader(stream), Encoding.Latin1);
                var full = items.Count(item => !item.IsCut);
                Assert.Equal(whole.Take(full), items.Take(full));
                Assert.InRange(items.Count - full, 0, 1);
                Assert.All(
                    items.Skip(full),
                    cut => Assert.StartsWith(cut.Data, whole[full].Data, StringComparison.Ordinal)
                );
            }
        }
    }

    /// <summary>Mutations of a sample, each read in chunks of its own, against the plain model; and whole events against the parser of .NET.</summary>
    [Fact]
    public async Task A_damaged_stream_is_read_as_the_grammar_says()
    {
        var random = new Random(20260104);
        var sample = Encoding.UTF8.GetBytes(Sample);
        for (var round = 0; round < 100_000; round++)
        {
            var bytes = Mutate(sample, random);
            var stream = random.Next(3) switch
            {
                0 => ChunkedStream.OneByOne(bytes),
                1 => ChunkedStream.Random(bytes, random),
                _ => ChunkedStream.Whole(bytes),
            };
            var expected = SseModel.Read(bytes);
            var items = await Items.ReadAllAsync(new SseReader(stream), Encoding.Latin1);
            if (!expected.SequenceEqual(items))
            {
                Assert.Fail($"Round {round}: {Convert.ToHexString(bytes)}");
            }

            if (round % 10 == 0)
            {
                AssertSameAsDotNet(bytes, items);
            }
        }
    }

    private static void AssertSameAsDotNet(byte[] bytes, List<Item> items)
    {
        var parser = SseParser.Create(new MemoryStream(bytes), (_, data) => Encoding.Latin1.GetString(data));
        Assert.Equal(
            parser.Enumerate().Select(item => item.Data),
            items.Where(item => !item.IsCut).Select(item => item.Data)
        );
    }

    private static Stream[] Streams(byte[] bytes, Random random) =>
        [ChunkedStream.Whole(bytes), ChunkedStream.OneByOne(bytes), ChunkedStream.Random(bytes, random)];

    private static string Write(Item[] items, Random random)
    {
        var text = new StringBuilder(random.Next(2) == 0 ? "" : "\uFEFF");
        void Line(string line) => text.Append(line).Append(Newlines[random.Next(3)]);
        void MaybeNoise()
        {
            // "event" alone would take the type back, so it is no noise once a type is written.
            if (random.Next(3) == 0)
            {
                Line(Noise[random.Next(Noise.Length - 1)]);
            }
        }

        foreach (var item in items)
        {
            MaybeNoise();
            Line(Noise[^1]);
            if (item.Type.Length > 0)
            {
                Line($"event:{(random.Next(2) == 0 ? " " : "")}{item.Type}");
            }

            foreach (var line in item.Data.Split('\n'))
            {
                MaybeNoise();
                var needsSpace = line.StartsWith(' ') || random.Next(2) == 0;
                Line(line.Length == 0 && random.Next(2) == 0 ? "data" : $"data:{(needsSpace ? " " : "")}{line}");
            }

            MaybeNoise();

            // An LF after a CR would be part of the line ending before it, and no empty line.
            text.Append(Newlines[text[^1] == '\r' ? random.Next(1, 3) : random.Next(3)]);
        }

        return text.ToString();
    }

    private static byte[] Mutate(byte[] sample, Random random)
    {
        ReadOnlySpan<byte> likely = "\r\n: dataevent\0"u8;
        var bytes = new List<byte>(sample);
        for (var count = random.Next(1, 8); count > 0 && bytes.Count > 0; count--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, likely[random.Next(likely.Length)]);
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.RemoveRange(at, random.Next(Math.Min(20, bytes.Count - at)));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(0, random.Next(bytes.Count)));
                    break;
            }
        }

        return [.. bytes];
    }
}
