using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Tests.Support;
using Xunit.Abstractions;

namespace Chat.Rpc.Tests.Dispatch;

/// <summary>
/// Seeded bad frames against a whole connection: no crash, no hang, and each request whose id can be read is answered exactly once.
/// 100,000 by default; CHAT_FUZZ_FRAMES=1000000 runs the million.
/// </summary>
public sealed class BadFramesTests(ITestOutputHelper output)
{
    private const int PerConnection = 2_000;

    [Fact]
    public async Task Every_readable_id_is_answered_exactly_once_and_nothing_hangs()
    {
        var seed = 20261121;
        var frames = Frames();
        var answered = 0;
        for (var done = 0; done < frames; done += PerConnection)
        {
            answered += await RunAsync(new BadFrames(seed++), PerConnection).WaitAsync(TimeSpan.FromSeconds(60));
        }

        output.WriteLine($"{frames} bad frames, {answered} answers by id");
        Assert.True(answered > frames / 2);
    }

    [Fact]
    public async Task Bytes_changed_at_random_crash_and_hang_nothing()
    {
        var random = new Random(7);
        var frames = Frames() / 20;
        for (var done = 0; done < frames; done += 20)
        {
            var bytes = new BadFrames(random.Next()).Take(20).SelectMany(frame => frame.Bytes).ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var pipes = new PipePair();
            await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
            using var peer = new RawPeer(pipes.Client);
            await peer.InitializeAsync();
            await peer.SendBytesAsync(bytes);
            await peer.HangUpAsync();

            var answers = await peer.ReceiveAllAsync();
            var end = await server.Completion.WaitAsync(TimeSpan.FromSeconds(20));

            // At most one each, and one for the frame that ends it: a changed byte may turn one id into another.
            Assert.InRange(answers.Count, 0, 21);
            Assert.True(end.Reason != RpcEndReason.Fault, end.Error?.ToString());
        }
    }

    private static async Task<int> RunAsync(BadFrames source, int count)
    {
        var frames = source.Take(count).ToList();
        var pipes = new PipePair();
        await using var server = RpcConnection.Start(pipes.Server, Peers.Handlers(), Peers.Server);
        using var peer = new RawPeer(pipes.Client);
        await peer.InitializeAsync();
        var reading = CountAsync(pipes.Client.Input);
        await peer.SendBytesAsync([.. frames.SelectMany(frame => frame.Bytes)]);
        await peer.HangUpAsync();

        var answers = await reading;
        var end = await server.Completion;

        Assert.True(end.Reason == RpcEndReason.PeerClosed, end.Error?.ToString() ?? end.Message);
        var expected = frames.Where(frame => frame.Id is not null).Select(frame => frame.Id!.Value).ToList();
        Assert.Equal(expected.Order(), answers.Where(id => id is not null).Select(id => id!.Value).Order());
        Assert.Equal(frames.Count(frame => frame.IsAnswered), answers.Count);
        return expected.Count;
    }

    private static async Task<List<long?>> CountAsync(PipeReader input)
    {
        var ids = new List<long?>();
        var text = new MemoryStream();
        await input.CopyToAsync(text);
        var bytes = text.GetBuffer().AsMemory(0, (int)text.Length);
        while (!bytes.IsEmpty)
        {
            var head = bytes.Span.IndexOf("\r\n\r\n"u8);
            var length = int.Parse(Encoding.ASCII.GetString(bytes.Span[16..head]), CultureInfo.InvariantCulture);
            var id = JsonElement.Parse(bytes.Span.Slice(head + 4, length)).GetProperty("id");
            ids.Add(id.ValueKind == JsonValueKind.Number ? id.GetInt64() : null);
            bytes = bytes[(head + 4 + length)..];
        }

        return ids;
    }

    private static int Frames() =>
#pragma warning disable RS0030 // A test's own size.
        int.TryParse(Environment.GetEnvironmentVariable("CHAT_FUZZ_FRAMES"), out var frames) ? frames : 100_000;
#pragma warning restore RS0030
}
