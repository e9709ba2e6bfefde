using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Json;

public sealed class ChatJsonTests
{
    [Fact]
    public void Each_type_is_written_on_one_line()
    {
        Assert.Equal(
            """{"id":"i","object":"chat.completion","created":0,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"é < 😀"},"finish_reason":null,"logprobs":null}]}""",
            ChatJson.Write(Completion("é < 😀"))
        );
        Assert.Equal(
            """{"id":"i","object":"chat.completion.chunk","created":0,"model":"m","choices":[{"index":0,"delta":{"content":"日本"},"finish_reason":null}]}""",
            ChatJson.Write(Chunk("日本"))
        );
        Assert.Equal(
            """{"messages":[{"role":"user","content":"a'b"}],"model":"m"}""",
            ChatJson.Write(ChatCompletionRequest.Create("m", ChatMessage.User("a'b")))
        );
    }

    [Fact]
    public void The_indented_form_has_two_spaces_a_level_and_line_feeds()
    {
        Assert.Equal(
            "{\n  \"messages\": [\n    {\n      \"role\": \"user\",\n      \"content\": \"ü\"\n    }\n  ]\n}",
            ChatJson.WriteIndented(ChatCompletionRequest.Create(null, ChatMessage.User("ü")))
        );
        var indented = ChatJson.WriteIndented(Completion("a"));
        Assert.StartsWith("{\n  \"id\": \"i\",\n", indented, StringComparison.Ordinal);
        Wire.Same(ChatJson.Write(Completion("a")), indented);
    }

    [Fact]
    public void Bytes_are_the_text_as_utf8_without_a_mark()
    {
        var output = new ArrayBufferWriter<byte>();
        ChatJson.WriteTo(output, Chunk("é😀"));
        ChatJson.WriteTo(output, Chunk("b"));

        Assert.Equal(
            ChatJson.Write(Chunk("é😀")) + ChatJson.Write(Chunk("b")),
            Encoding.UTF8.GetString(output.WrittenSpan)
        );
    }

    [Theory]
    [InlineData("a\r\nb\u0085c\u2028d\u2029e\vf\fg")]
    [InlineData("\u001b[31mred\u0007\0\u009b")]
    public void Text_of_any_kind_stays_one_line_without_control_characters(string text)
    {
        var json = ChatJson.Write(Chunk(text));

        Assert.DoesNotContain(json, character => char.IsControl(character) || character is '\u2028' or '\u2029');
        Assert.Equal(text, Wire.Read<ChatCompletionChunk>(json).Choices[0].Delta.Content);
    }

    [Fact]
    public void Unknown_fields_are_readable_too_and_lines_in_them_are_joined()
    {
        var chunk = Wire.Read<ChatCompletionChunk>(
            "{\"id\":\"i\",\"model\":\"m\",\"choices\":[],\"x\": {\n \"\\u00e9\" : [\"\\ud83d\\ude00\\u2028\", 1.50]\n}}"
        );

        Assert.EndsWith(",\"x\":{\"é\":[\"😀\\u2028\",1.50]}}", ChatJson.Write(chunk), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.Equal(
            "a\uFFFDb\uFFFD",
            Wire.Read<ChatCompletionChunk>(ChatJson.Write(Chunk("a\ud800b\udc00"))).Choices[0].Delta.Content
        );
    }

    [Fact]
    public void A_string_that_is_no_text_in_an_unknown_field_is_a_json_error() =>
        Assert.Throws<JsonException>(() =>
            ChatJson.Write(Wire.Read<ChatCompletion>("""{"id":"i","model":"m","choices":[],"x":"\ud800"}"""))
        );

    [Fact]
    public void A_number_that_json_cannot_hold_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            ChatJson.Write(ChatCompletionRequest.Create("m", ChatMessage.User("a")) with { Temperature = double.NaN })
        );

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => ChatJson.Write((ChatCompletion)null!));
        Assert.Throws<ArgumentNullException>(() => ChatJson.Write((ChatCompletionChunk)null!));
        Assert.Throws<ArgumentNullException>(() => ChatJson.Write((ChatCompletionRequest)null!));
        Assert.Throws<ArgumentNullException>(() => ChatJson.WriteIndented((ChatCompletion)null!));
        Assert.Throws<ArgumentNullException>(() => ChatJson.WriteIndented((ChatCompletionRequest)null!));
        Assert.Throws<ArgumentNullException>(() => ChatJson.WriteTo((IBufferWriter<byte>)null!, Chunk("")));
        Assert.Throws<ArgumentNullException>(() => ChatJson.WriteTo(new ArrayBufferWriter<byte>(), null!));
    }

    private static ChatCompletion Completion(string text) =>
        new()
        {
            Id = "i",
            Model = "m",
            Choices = [new ChatChoice { Message = ChatMessage.Assistant(text) }],
        };

    private static ChatCompletionChunk Chunk(string text) =>
        new()
        {
            Id = "i",
            Model = "m",
            Choices = [new ChunkChoice { Delta = new ChatDelta { Content = text } }],
        };
}
