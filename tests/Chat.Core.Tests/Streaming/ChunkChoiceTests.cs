using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class ChunkChoiceTests
{
    [Fact]
    public void The_reason_is_written_even_when_null() =>
        Assert.Equal(
            """{"index":2,"delta":{},"finish_reason":null}""",
            Wire.Write(new ChunkChoice { Index = 2, Delta = new ChatDelta() })
        );

    [Fact]
    public void The_last_share_has_its_reason() =>
        Assert.Equal(
            """{"index":0,"delta":{},"finish_reason":"length"}""",
            Wire.Write(new ChunkChoice { Delta = new ChatDelta(), FinishReason = FinishReason.Length })
        );

    [Fact]
    public void Everything_survives() =>
        Wire.Survives<ChunkChoice>(
            """
            {"index":0,"delta":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":-1,"bytes":[97],"top_logprobs":[]}],
             "refusal":null},"finish_reason":null,"stop_reason":null,"content_filter_results":{}}
            """
        );

    [Fact]
    public void A_share_without_index_or_reason_is_of_the_first_choice()
    {
        var share = Wire.Read<ChunkChoice>("""{"delta":{"content":"a"}}""");

        Assert.Equal(0, share.Index);
        Assert.Null(share.FinishReason);
    }

    [Theory]
    [InlineData("""{"index":0}""")]
    [InlineData("""{"index":0,"delta":null}""")]
    public void A_share_without_a_delta_adds_nothing(string json) =>
        Assert.Equal("""{"index":0,"delta":{},"finish_reason":null}""", Wire.Write(Wire.Read<ChunkChoice>(json)));

    [Theory]
    [InlineData("""{"index":0,"delta":[]}""")]
    [InlineData("""{"index":0,"delta":{},"finish_reason":5}""")]
    public void What_is_no_share_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<ChunkChoice>(json));
}
