using System.Text;
using Chat.Core.Streaming;
using Chat.Http.Exchange;

namespace Chat.Http.Tests.Exchange;

public sealed class ChunkPayloadTests
{
    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[],"prompt_filter_results":[{"prompt_index":0}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":null}},{"index":1,"delta":{}}]}""")]
    public void What_only_says_that_it_goes_on_is_none(string json)
    {
        Assert.False(ChunkPayload.IsIn(Read(json)));
    }

    [Theory]
    [InlineData("""{"content":"a"}""")]
    [InlineData("""{"content":[{"type":"text","text":"a"}]}""")]
    [InlineData("""{"reasoning":"a"}""")]
    [InlineData("""{"reasoning_content":"a"}""")]
    [InlineData("""{"refusal":"a"}""")]
    [InlineData("""{"tool_calls":[{"index":0}]}""")]
    [InlineData("""{"function_call":{"arguments":"{"}}""")]
    [InlineData("""{"audio":{"data":"AA"}}""")]
    [InlineData("""{"reasoning_details":[{}]}""")]
    public void Each_part_of_an_answer_is_some(string delta)
    {
        Assert.True(ChunkPayload.IsIn(Read($$"""{"choices":[{"index":0,"delta":{{delta}}}]}""")));
    }

    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""")]
    public void So_are_an_end_and_a_count(string json)
    {
        Assert.True(ChunkPayload.IsIn(Read(json)));
    }

    private static ChatCompletionChunk Read(string json) =>
        new ChatCompletionChunkReader().Read(Encoding.UTF8.GetBytes(json));
}
