using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Json;

public sealed class MessageContentConverterTests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"a\\n\\\"b\\\"\"")]
    [InlineData("[]")]
    [InlineData("""[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"u"}}]""")]
    public void The_form_read_is_the_form_written(string json) => Wire.Survives<MessageContent>(json);

    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""[null]""")]
    [InlineData("""["a"]""")]
    [InlineData("""[{"type":"text","text":"a"},null]""")]
    [InlineData("""[[]]""")]
    [InlineData("\"\\ud800\"")]
    public void What_is_no_content_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<MessageContent>(json));

    [Fact]
    public void A_mistake_deep_inside_names_its_place() =>
        Assert.Equal(
            "$.messages[0].content",
            Assert
                .Throws<JsonException>(() =>
                    Wire.Read<ChatCompletionRequest>("""{"messages":[{"role":"user","content":7}]}""")
                )
                .Path
        );
}
