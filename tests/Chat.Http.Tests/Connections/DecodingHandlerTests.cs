using System.IO.Compression;
using System.Text;
using Chat.Core.Errors;
using Chat.Http.Connections;

namespace Chat.Http.Tests.Connections;

public sealed class DecodingHandlerTests : IDisposable
{
    private const string Text = "data: {\"choices\":[]}\n\n";

    private readonly HttpConnections _connections = new();

    private HttpClient Client => _connections.For(new ConnectionSettings());

    public void Dispose() => _connections.Dispose();

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, br")]
    [InlineData("identity")]
    public async Task Identity_alone_is_asked_for_and_what_comes_compressed_is_decoded(string encodings)
    {
        var body = Encode(encodings, Text);
        await using var server = new LoopbackServer([.. Head(encodings, body.Length), .. body]);

        using var response = await Client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(Text, await response.Content.ReadAsStringAsync());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var asked = Assert.Single(server.Heads).Split("\r\n").Where(IsAcceptEncoding);
        Assert.Equal("Accept-Encoding: identity", Assert.Single(asked));
    }

    [Fact]
    public async Task What_the_caller_asks_for_goes_out_as_it_is()
    {
        await using var server = new LoopbackServer([
            .. Head("identity", Text.Length),
            .. Encoding.ASCII.GetBytes(Text),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);
        SafeHeaders.Add(request.Headers, "Accept-Encoding", "gzip");

        using var response = await Client.SendAsync(request);

        Assert.Equal("Accept-Encoding: gzip", server.Heads[0].Split("\r\n").Single(IsAcceptEncoding));
    }

    [Fact]
    public async Task Each_flushed_piece_of_a_compressed_stream_comes_before_the_next_is_sent()
    {
        var seen = new SemaphoreSlim(0);
        await using var server = new LoopbackServer(
            async (stream, _) =>
            {
                await stream.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"u8.ToArray()
                );
                await using var packer = new GZipStream(stream, CompressionMode.Compress, leaveOpen: true);
                for (var i = 0; i < 5; i++)
                {
                    await packer.WriteAsync(Encoding.ASCII.GetBytes($"piece {i}"));
                    await packer.FlushAsync();
                    await stream.FlushAsync();
                    await seen.WaitAsync();
                }
            }
        );

        using var response = await Client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var piece = new byte[7];
        for (var i = 0; i < 5; i++)
        {
            await body.ReadExactlyAsync(piece).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal($"piece {i}", Encoding.ASCII.GetString(piece));
            seen.Release();
        }

        seen.Dispose();
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, zstd")]
    [InlineData("gzip, gzip, gzip")]
    public async Task An_encoding_that_is_not_known_is_a_protocol_failure_that_names_it(string encodings)
    {
        await using var server = new LoopbackServer(Head(encodings, 0));

        var failure = await Assert.ThrowsAsync<ChatException>(() => Client.GetAsync(server.Address));

        Assert.Equal(ChatErrorKind.Protocol, failure.Kind);
        Assert.Contains(encodings, failure.Message);
        Assert.Contains($"127.0.0.1:{server.Port}", failure.Message);
    }

    private static bool IsAcceptEncoding(string line) =>
        line.StartsWith("Accept-Encoding:", StringComparison.OrdinalIgnoreCase);

    private static byte[] Head(string encodings, int length) =>
        Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: {encodings}\r\n"
                + $"Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );

    private static byte[] Encode(string encodings, string text) =>
        encodings.Split(", ").Aggregate(Encoding.UTF8.GetBytes(text), (bytes, encoding) => Encode(encoding, bytes));

    private static byte[] Encode(string encoding, byte[] bytes)
    {
        if (encoding == "identity")
        {
            return bytes;
        }

        using var packed = new MemoryStream();
        using (
            Stream packer = encoding switch
            {
                "br" => new BrotliStream(packed, CompressionMode.Compress),
                "deflate" => new ZLibStream(packed, CompressionMode.Compress),
                _ => new GZipStream(packed, CompressionMode.Compress),
            }
        )
        {
            packer.Write(bytes);
        }

        return packed.ToArray();
    }
}
