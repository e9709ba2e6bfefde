using Chat.Core.Streaming;
using Chat.Http.Exchange;

namespace Chat.Http.Tests.Exchange;

public sealed class SingleAnswerSourceTests
{
    [Fact]
    public async Task The_chunk_comes_once()
    {
        var chunk = new ChatCompletionChunk();
        await using var source = new SingleAnswerSource(chunk);

        Assert.Equal(StreamEnd.None, source.End);
        Assert.Same(chunk, await source.ReadAsync(CancellationToken.None));
        Assert.Null(await source.ReadAsync(CancellationToken.None));
        Assert.Equal(StreamEnd.Marked, source.End);
    }
}
