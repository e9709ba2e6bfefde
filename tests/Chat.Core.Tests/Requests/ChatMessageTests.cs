using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Requests;

public sealed class ChatMessageTests
{
    [Fact]
    public void The_makers_set_role_and_text()
    {
        Assert.Equal("""{"role":"system","content":"a"}""", Wire.Write(ChatMessage.System("a")));
        Assert.Equal("""{"role":"user","content":"b"}""", Wire.Write(ChatMessage.User("b")));
        Assert.Equal("""{"role":"assistant","content":"c"}""", Wire.Write(ChatMessage.Assistant("c")));
    }

    [Fact]
    public void Content_is_written_even_when_null_and_nothing_else_is() =>
        Assert.Equal(
            """{"role":"assistant","content":null}""",
            Wire.Write(new ChatMessage { Role = ChatRole.Assistant })
        );

    [Fact]
    public void Every_field_has_its_wire_name() =>
        Assert.Equal(
            """{"role":"tool","content":"c","name":"n","refusal":"r","tool_call_id":"t","reasoning":"w"}""",
            Wire.Write(
                new ChatMessage
                {
                    Role = ChatRole.Tool,
                    Content = "c",
                    Name = "n",
                    Refusal = "r",
                    ToolCallId = "t",
                    Reasoning = "w",
                }
            )
        );

    [Theory]
    [InlineData(
        """{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}"""
    )]
    [InlineData(
        """{"role":"assistant","content":"a","reasoning_content":"hm","extra_content":{"google":{"thought_signature":"s"}}}"""
    )]
    [InlineData("""{"role":"critic","content":[{"type":"text","text":"a"}],"images":["AA=="],"cost":1e-3}""")]
    public void Unknown_fields_survive(string json) => Wire.Survives<ChatMessage>(json);

    [Fact]
    public void An_unknown_field_keeps_the_spelling_of_its_numbers() =>
        Assert.Contains(
            "1.50e+3",
            Wire.Write(Wire.Read<ChatMessage>("""{"role":"user","content":"","x":1.50e+3}""")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_message_without_content_is_read_as_null_content() =>
        Assert.Null(Wire.Read<ChatMessage>("""{"role":"assistant"}""").Content);

    [Fact]
    public void A_message_without_a_role_is_refused() =>
        Assert.Throws<JsonException>(() => Wire.Read<ChatMessage>("""{"content":"a"}"""));

    [Fact]
    public void Messages_of_the_same_text_are_equal() => Assert.Equal(ChatMessage.User("a"), ChatMessage.User("a"));
}
