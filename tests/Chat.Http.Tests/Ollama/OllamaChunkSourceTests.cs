using System.Text;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Http.Exchange;
using Chat.Http.Lines;
using Chat.Http.Ndjson;
using Chat.Http.Ollama;
using Chat.Http.Tests.Lines;
using Chat.Testing;

namespace Chat.Http.Tests.Ollama;

public sealed class OllamaChunkSourceTests
{
    private const string Piece = """{"model":"m","message":{"role":"assistant","content":"é"},"done":false}""";
    private const string Last = """{"model":"m","message":{"role":"assistant","content":""},"done":true}""";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task AStream_EndsAtItsDoneLine(int size)
    {
        var (chunks, end) = await ReadAsync($"{Piece}\n\n{Piece}\r\n{Last}\n{{never read", size);

        Assert.Equal(["é", "é", ""], chunks.Select(chunk => chunk.Choices[0].Delta.Content));
        Assert.Equal(StreamEnd.Marked, end);
    }

    [Fact]
    public async Task TheDoneLine_NeedsNoNewline()
    {
        Assert.Equal(StreamEnd.Marked, (await ReadAsync($"{Piece}\n{Last}")).End);
    }

    [Fact]
    public async Task WithoutADoneLine_TheStreamIsClosed()
    {
        var (chunks, end) = await ReadAsync($"{Piece}\n{Piece}\n");

        Assert.Equal(2, chunks.Count);
        Assert.Equal(StreamEnd.Closed, end);
    }

    [Fact]
    public async Task CutAnywhereInALine_TheStreamIsCut_AndNothingIsInvented()
    {
        for (var length = 1; length < Encoding.UTF8.GetByteCount(Piece); length++)
        {
            var bytes = Encoding.UTF8.GetBytes($"{Piece}\n{Piece}");
            var (chunks, end) = await ReadAsync(bytes[..(bytes.Length / 2 + 1 + length - 1)]);

            Assert.Equal(length == 1 ? StreamEnd.Closed : StreamEnd.Cut, end);
            Assert.Equal("é", Assert.Single(chunks).Choices[0].Delta.Content);
        }
    }

    [Fact]
    public async Task AnErrorLine_IsTheServersFailure()
    {
        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            ReadAsync($"{Piece}\n{{\"error\":\"the runner stopped, key {Peers.Secret.Replace("\"", "\\\"")}\"}}\n")
        );

        Assert.Contains("the runner stopped", failure.Message);
        Assert.Equal("r-1", failure.RequestId);
        Assert.DoesNotContain(Peers.Secret, failure.ToString());
    }

    [Fact]
    public async Task ALineThatIsNoJson_IsAProtocolFailure()
    {
        var failure = await Assert.ThrowsAsync<ChatException>(() => ReadAsync($"{Piece}\n{{\"message\":{{\n{Last}\n"));

        Assert.Equal(ChatErrorKind.Protocol, failure.Kind);
    }

    private static Task<(List<ChatCompletionChunk> Chunks, StreamEnd End)> ReadAsync(string text, int size = 4096) =>
        ReadAsync(Encoding.UTF8.GetBytes(text), size);

    private static async Task<(List<ChatCompletionChunk> Chunks, StreamEnd End)> ReadAsync(
        byte[] bytes,
        int size = 4096
    )
    {
        using var response = new HttpResponseMessage();
        var context = new StreamContext(Peers.Example, StreamLimits.Default, new ChunkTimes(new ManualTime()), "r-1");
        await using var source = new OllamaChunkSource(
            response,
            new NdjsonReader(new ChunkedStream(bytes, () => size)),
            context
        );
        var chunks = new List<ChatCompletionChunk>();
        while (await source.ReadAsync(CancellationToken.None) is { } chunk)
        {
            Assert.Equal(StreamEnd.None, source.End);
            chunks.Add(chunk);
        }

        return (chunks, source.End);
    }
}
