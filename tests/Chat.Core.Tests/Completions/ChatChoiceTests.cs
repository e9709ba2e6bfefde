using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Completions;

public sealed class ChatChoiceTests
{
    [Fact]
    public void Reason_and_log_probabilities_are_written_even_when_null() =>
        Assert.Equal(
            """{"index":1,"message":{"role":"assistant","content":"hi"},"finish_reason":null,"logprobs":null}""",
            Wire.Write(new ChatChoice { Index = 1, Message = ChatMessage.Assistant("hi") })
        );

    [Fact]
    public void What_servers_add_survives() =>
        Wire.Survives<ChatChoice>(
            """
            {"index":0,"message":{"role":"assistant","content":null,"tool_calls":[]},"finish_reason":"tool_calls","logprobs":null,
             "content_filter_results":{"hate":{"filtered":false}},"matched_stop":128009}
            """
        );

    [Theory]
    [InlineData("""{"index":0,"finish_reason":"stop"}""")]
    [InlineData("""{"index":0,"message":null,"finish_reason":"stop"}""")]
    public void The_message_must_be_there(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<ChatChoice>(json));
}
