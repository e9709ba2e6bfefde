using System.Text;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Http.Exchange;
using Chat.Http.Lines;
using Chat.Http.OpenAI;
using Chat.Http.Sse;
using Chat.Http.Tests.Lines;
using Chat.Testing;

namespace Chat.Http.Tests.OpenAI;

public sealed class SseChunkSourceTests
{
    private const string Piece = """{"choices":[{"index":0,"delta":{"content":"é"}}]}""";

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(4096)]
    public async Task A_stream_ends_at_its_mark_and_is_read_no_further(int size)
    {
        var (chunks, end) = await ReadAsync(
            $"data: {Piece}\n\n: comment\n\ndata:{Piece}\r\n\r\nevent: done\ndata: [DONE] \n\ndata: {{never\n\n",
            size
        );

        Assert.Equal(["é", "é"], chunks.Select(chunk => chunk.Choices[0].Delta.Content));
        Assert.Equal(StreamEnd.Marked, end);
    }

    [Theory]
    [InlineData("data: " + Piece + "\n\n", "Closed", 1)]
    [InlineData("data: " + Piece, "Closed", 1)]
    [InlineData("data: " + Piece + "\n\ndata: {\"cho", "Cut", 1)]
    [InlineData("data: " + Piece + "\n\ndata: [DON", "Cut", 1)]
    [InlineData("data: " + Piece + "\n\ndata: [DONE]", "Marked", 1)]
    [InlineData("data:\n\ndata:  \n\n", "Closed", 0)]
    [InlineData("", "Closed", 0)]
    [InlineData("event: x\nid: 1\nretry: 5\n\n", "Closed", 0)]
    public async Task The_end_is_told(string text, string end, int count)
    {
        var (chunks, told) = await ReadAsync(text);

        Assert.Equal((end, count), (told.ToString(), chunks.Count));
    }

    [Fact]
    public async Task An_error_event_of_plain_words_is_the_servers_failure()
    {
        var failure = await Assert.ThrowsAsync<ChatException>(() => ReadAsync("event: error\ndata: no more room\n\n"));

        Assert.Contains("no more room", failure.Message);
        Assert.Equal("r-1", failure.RequestId);
    }

    [Fact]
    public async Task Data_that_is_no_chunk_is_quoted_short_and_without_secrets()
    {
        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            ReadAsync($"data: {Peers.Secret} {new string('x', 5000)}\n\n")
        );

        Assert.Equal((ChatErrorKind.Protocol, "r-1"), (failure.Kind, failure.RequestId));
        Assert.DoesNotContain(Peers.Secret, failure.ToString());
        Assert.InRange(failure.Message.Length, 50, 300);
    }

    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"a"}}],"error":null}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"a"}}],"error":""}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"a"}}],"error":false}""")]
    public async Task An_empty_error_beside_a_chunk_is_none(string data)
    {
        Assert.Single((await ReadAsync($"data: {data}\n\n")).Chunks);
    }

    [Fact]
    public async Task An_error_beside_a_chunk_is_one()
    {
        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            ReadAsync("""data: {"choices":[],"error":{"message":"upstream broke","code":502}}""" + "\n\n")
        );

        Assert.Equal(502, failure.HttpStatus);
        Assert.Contains("upstream broke", failure.Message);
    }

    private static async Task<(List<ChatCompletionChunk> Chunks, StreamEnd End)> ReadAsync(string text, int size = 4096)
    {
        using var response = new HttpResponseMessage();
        var context = new StreamContext(Peers.Example, StreamLimits.Default, new ChunkTimes(new ManualTime()), "r-1");
        var reader = new SseReader(new ChunkedStream(Encoding.UTF8.GetBytes(text), () => size), StreamLimits.Default);
        await using var source = new SseChunkSource(response, reader, context);
        var chunks = new List<ChatCompletionChunk>();
        while (await source.ReadAsync(CancellationToken.None) is { } chunk)
        {
            Assert.Equal(StreamEnd.None, source.End);
            chunks.Add(chunk);
        }

        return (chunks, source.End);
    }
}
