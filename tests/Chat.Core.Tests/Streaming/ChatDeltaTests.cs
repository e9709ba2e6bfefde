using System.Text.Json;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class ChatDeltaTests
{
    [Fact]
    public void Thinking_IsReasoningThatKeepsOllamasName()
    {
        var delta = ChatDelta.FromThinking("hm");

        Assert.Equal("hm", delta.Reasoning);
        Assert.Equal("""{"thinking":"hm"}""", JsonSerializer.Serialize(delta, ChatJsonContext.Default.ChatDelta));
    }

    [Fact]
    public void An_empty_delta_is_an_empty_object() => Assert.Equal("{}", Wire.Write(new ChatDelta()));

    [Fact]
    public void Every_field_has_its_wire_name_and_empty_text_is_written() =>
        Assert.Equal(
            """{"role":"assistant","content":"","refusal":"r","reasoning":"w"}""",
            Wire.Write(
                new ChatDelta
                {
                    Role = ChatRole.Assistant,
                    Content = "",
                    Refusal = "r",
                    Reasoning = "w",
                }
            )
        );

    [Fact]
    public void Unknown_fields_survive() =>
        Wire.Survives<ChatDelta>(
            """{"content":"a","tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":""}}],"obfuscation":"x"}"""
        );

    [Fact]
    public void Nulls_of_the_server_are_read_as_nothing_added()
    {
        var delta = Wire.Read<ChatDelta>("""{"role":null,"content":null,"name":null}""");

        Assert.Null(delta.Role);
        Assert.Null(delta.Content);
    }
}
