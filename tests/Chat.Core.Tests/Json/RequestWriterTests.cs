using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Json;

public sealed class RequestWriterTests
{
    [Fact]
    public void A_request_is_written_as_the_source_generated_json_writes_it()
    {
        foreach (var json in (string[])[EveryField.Request, .. EveryField.OtherForms, """{"messages":[]}"""])
        {
            Same(Wire.Read<ChatCompletionRequest>(json));
        }
    }

    [Fact]
    public void Unknown_fields_stay_in_requests_messages_and_stream_options()
    {
        Same(
            Wire.Read<ChatCompletionRequest>(
                """
                {"messages":[{"role":"user","content":"Hi","x":{"a":[1.50,null]}},{"role":"assistant","content":null,"y":1}],
                 "stream_options":{"z":"é"},"k":false}
                """
            )
        );
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            Written(ChatCompletionRequest.Create("m", ChatMessage.User("Hi")) with { Temperature = double.NaN })
        );

    [Fact]
    public void What_has_no_messages_is_refused()
    {
        Assert.Throws<JsonException>(() => Written(new ChatCompletionRequest { Messages = null! }));
        Assert.Throws<JsonException>(() => Written(ChatCompletionRequest.Create("m", null!, ChatMessage.User("a"))));
    }

    private static void Same(ChatCompletionRequest request) => Wire.Same(Wire.Write(request), Written(request));

    private static string Written(ChatCompletionRequest request)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            ChatJson.WriteTo(writer, request);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
