using System.IO.Pipelines;
using System.Text;
using Chat.Core.Errors;
using Chat.Http.Lines;
using Chat.Http.Ndjson;
using Chat.Http.Tests.Lines;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Http.Tests.Ndjson;

public sealed class NdjsonReaderTests
{
    /// <summary>Input with LF for every line ending; each is read with LF, CR LF and CR, whole and byte by byte. Cut items end in ~.</summary>
    public static TheoryData<string, string[]> Grammar =>
        new()
        {
            { "", [] },
            { "\n\n \t \n", [] },
            { "{}\n", ["{}"] },
            { "{\"a\":1}\n{\"b\":2}\n", ["{\"a\":1}", "{\"b\":2}"] },
            { "\n\n{\"a\":1}\n\n  \n\t{\"b\":2} \n\n", ["{\"a\":1}", "{\"b\":2} "] },
            { "{\"a\":1}\n{\"b\":2}", ["{\"a\":1}", "{\"b\":2}~"] },
            { "{\"a\":1}\n{\"b", ["{\"a\":1}", "{\"b~"] },
            { "{\"a\":1}\n  ", ["{\"a\":1}"] },
            { "\uFEFF{}\n", ["{}"] },
            { "\uFEFF", [] },
            { "{\"a\": \"é 😀\"}\n", ["{\"a\": \"é 😀\"}"] },
            { "not json\n", ["not json"] },
        };

    [Theory]
    [MemberData(nameof(Grammar))]
    public async Task Each_line_is_an_item_with_every_line_ending_and_any_chunks(string input, string[] expected)
    {
        foreach (var newline in (string[])["\n", "\r\n", "\r"])
        {
            var bytes = Encoding.UTF8.GetBytes(input.Replace("\n", newline, StringComparison.Ordinal));
            foreach (var stream in (Stream[])[ChunkedStream.Whole(bytes), ChunkedStream.OneByOne(bytes)])
            {
                var items = await Items.ReadAllAsync(new NdjsonReader(stream), Encoding.UTF8);
                Assert.Equal(expected, items.Select(item => item.Data + (item.IsCut ? "~" : "")));
            }
        }
    }

    [Fact]
    public void Lines_written_in_any_form_are_read_back()
    {
        var lines = Gen.Elements("{}", "{\"é\":\"😀\"}", "[1, 2]", "x ", new string('y', 300)).ListOf();
        var cases = from items in lines from seed in Gen.Choose(0, int.MaxValue - 1) select (Items: items, Seed: seed);
        Check.One(
            Properties.Of(1000),
            Prop.ForAll(
                cases.ToArbitrary(),
                async Task<bool> (written) =>
                {
                    var random = new Random(written.Seed);
                    string[] endings = ["\n", "\r\n", "\r", "\n\n", "\r\r", "\n \t\r\n"];
                    var text = string.Concat(written.Items.Select(line => line + endings[random.Next(endings.Length)]));
                    var bytes = Encoding.UTF8.GetBytes(text);
                    var expected = written.Items.Select(line => new Item("", line)).ToList();
                    foreach (var stream in (Stream[])[ChunkedStream.Whole(bytes), ChunkedStream.Random(bytes, random)])
                    {
                        if (!expected.SequenceEqual(await Items.ReadAllAsync(new NdjsonReader(stream), Encoding.UTF8)))
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
    public async Task Random_bytes_are_split_at_their_line_endings()
    {
        var random = new Random(20260105);
        var letters = (byte[])[.. "\r\n\t {}\"a"u8, 0xEF, 0xBB, 0xBF];
        for (var round = 0; round < 30_000; round++)
        {
            var bytes = random.GetItems(letters, random.Next(40));
            var text = Encoding.Latin1.GetString(bytes);
            text = text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? text[3..] : text;
            var lines = text.Split('\r', '\n');
            var expected = lines
                .Select((line, i) => new Item("", line.TrimStart(' ', '\t'), i == lines.Length - 1))
                .Where(item => item.Data.Length > 0);
            var items = await Items.ReadAllAsync(
                new NdjsonReader(ChunkedStream.Random(bytes, random)),
                Encoding.Latin1
            );
            if (!expected.SequenceEqual(items))
            {
                Assert.Fail($"Round {round}: {Convert.ToHexString(bytes)}");
            }
        }
    }

    [Fact]
    public async Task An_item_is_out_as_soon_as_its_line_ends()
    {
        var stream = ChunkedStream.OneByOne("{}\r\n[]"u8.ToArray());
        await using var reader = new NdjsonReader(stream);
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal(3, stream.Pulled);
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal("[]"u8, reader.Data.Span);
        Assert.True(reader.IsCut);
    }

    [Fact]
    public async Task A_gibibyte_without_a_newline_fails_at_the_limit_in_less_than_twice_its_memory()
    {
        const int Limit = 16 << 20;
        var stream = new EndlessStream("{"u8.ToArray(), (byte)'x', 1L << 30, []);
        await using var reader = new NdjsonReader(
            stream,
            new StreamLimits { MaxLineBytes = Limit, MaxEventBytes = Limit }
        );
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = await Assert.ThrowsAsync<ChatException>(() => reader.ReadAsync(CancellationToken.None).AsTask());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Limit, (2L * Limit) - 1);
        Assert.InRange(stream.Pulled, Limit, Limit + LineSource.ReadBytes);
        Assert.Equal(ChatErrorKind.Protocol, error.Kind);
        Assert.Contains(nameof(StreamLimits.MaxLineBytes), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 100, "  1234\n", null)]
    [InlineData(4, 100, "12345\n", nameof(StreamLimits.MaxLineBytes))]
    [InlineData(100, 4, "12345\n", nameof(StreamLimits.MaxEventBytes))]
    public async Task The_limits_are_exact(int line, int item, string input, string? expected)
    {
        var limits = new StreamLimits { MaxLineBytes = line, MaxEventBytes = item };
        var stream = ChunkedStream.OneByOne(Encoding.UTF8.GetBytes(input));
        if (expected is null)
        {
            Assert.Single(await Items.ReadAllAsync(new NdjsonReader(stream, limits), Encoding.UTF8));
            return;
        }

        var error = await Assert.ThrowsAsync<ChatException>(() =>
            Items.ReadAllAsync(new NdjsonReader(stream, limits), Encoding.UTF8)
        );
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_line_of_blanks_is_skipped_in_constant_memory()
    {
        var stream = new EndlessStream([], (byte)' ', 64 << 20, "\n{}\n"u8.ToArray());
        await using var reader = new NdjsonReader(stream, new StreamLimits { MaxLineBytes = 10 });
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 << 10);
        Assert.Equal("{}"u8, reader.Data.Span);
    }

    [Fact]
    public async Task A_cancelled_read_throws_and_loses_nothing()
    {
        var pipe = new Pipe();
        await using var reader = new NdjsonReader(pipe.Reader);
        await pipe.Writer.WriteAsync("{\"a\""u8.ToArray());
        using var source = new CancellationTokenSource();
        var read = reader.ReadAsync(source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        await pipe.Writer.WriteAsync(":1}\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal("{\"a\":1}"u8, reader.Data.Span);
    }

    [Fact]
    public async Task Disposal_disposes_the_stream()
    {
        var stream = ChunkedStream.Whole("{}\n"u8.ToArray());
        await new NdjsonReader(stream).DisposeAsync();
        Assert.True(stream.IsDisposed);
    }
}
