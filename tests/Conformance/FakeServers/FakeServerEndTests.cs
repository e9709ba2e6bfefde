using System.Net.Sockets;
using System.Text;
using Chat.Testing.FakeServers;

namespace Chat.Conformance.Tests.FakeServers;

/// <summary>The ends that no sound server gives, seen from a bare socket: exactly these bytes, then exactly this end.</summary>
public sealed class FakeServerEndTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n";

    [Fact]
    public async Task A_cut_chunked_body_has_no_last_chunk()
    {
        var reply = FakeReplies.Text("abcdef") with { Framing = FakeFraming.Chunked };

        var (text, isReset) = await ReadRawAsync(reply.EndAfter(3, FakeStep.Cut));

        Assert.Equal(Head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", text);
        Assert.False(isReset);
    }

    [Fact]
    public async Task A_cut_body_of_known_length_is_short()
    {
        var (text, isReset) = await ReadRawAsync(FakeReplies.Text("abcdef").EndAfter(3, FakeStep.Cut));

        Assert.Equal(Head + "Content-Length: 6\r\n\r\nabc", text);
        Assert.False(isReset);
    }

    [Fact]
    public async Task A_body_can_end_with_the_connection()
    {
        var reply = FakeReplies.Text("abcdef") with { Framing = FakeFraming.ConnectionClose };

        var (text, isReset) = await ReadRawAsync(reply);

        Assert.Equal(Head + "Connection: close\r\n\r\nabcdef", text);
        Assert.False(isReset);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public async Task A_reset_comes_behind_the_bytes_before_it(int length)
    {
        var reply = FakeReplies.Text("abcdef") with { Framing = FakeFraming.Chunked };

        var (text, isReset) = await ReadRawAsync(reply.EndAfter(length, FakeStep.Reset));

        var sent = length == 0 ? "" : $"{length}\r\n{"abcdef"[..length]}\r\n";
        Assert.Equal(Head + "Transfer-Encoding: chunked\r\n\r\n" + sent, text);
        Assert.True(isReset);
    }

    [Fact]
    public async Task A_raw_reply_is_everything_on_the_wire()
    {
        var (text, isReset) = await ReadRawAsync(FakeReplies.Raw("HTTP/9.9 ", "nonsense\n"));

        Assert.Equal("HTTP/9.9 nonsense\n", text);
        Assert.False(isReset);
    }

    [Fact]
    public async Task Each_piece_is_a_chunk_of_its_own()
    {
        var reply = FakeReplies.Text("abc") with { Framing = FakeFraming.Chunked };

        var (text, _) = await ReadRawAsync(
            reply.Split(Pieces.EachByte) with
            { },
            request: "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        );

        Assert.EndsWith("\r\n\r\n1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_own_end_is_not_counted_as_the_clients()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Text("abc").EndAfter(1, FakeStep.Reset));
        using var client = server.CreateClient();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetStringAsync("/"));
        await server.Requests[0].Ended.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(server.Requests[0].Aborted.IsCompleted);
    }

    private static async Task<(string Text, bool IsReset)> ReadRawAsync(
        FakeReply reply,
        string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    )
    {
        await using var server = await FakeServer.StartAsync(reply);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var text = new StringBuilder();
        var buffer = new byte[1_000];
        try
        {
            int length;
            while ((length = await socket.ReceiveAsync(buffer)) > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, length));
            }

            return (text.ToString(), false);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            return (text.ToString(), true);
        }
    }
}
