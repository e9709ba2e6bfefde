using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Engine.Tests;

public sealed class EngineFieldsTests
{
    [Fact]
    public void Every_typed_field_of_a_request_is_in_the_table()
    {
        var typed = typeof(ChatCompletionRequest)
            .GetProperties()
            .SelectMany(property => property.GetCustomAttributes(typeof(JsonPropertyNameAttribute), inherit: false))
            .Select(attribute => ((JsonPropertyNameAttribute)attribute).Name);

        Assert.All(typed, field => Assert.Equal(FieldSupport.Honoured, EngineFields.Capabilities[field]));
    }

    [Theory]
    [InlineData("tools", """[{"type":"function"}]""")]
    [InlineData("tools", "{}")]
    [InlineData("functions", """[{"name":"f"}]""")]
    [InlineData("tool_choice", "\"required\"")]
    [InlineData("tool_choice", """{"type":"function","function":{"name":"f"}}""")]
    [InlineData("function_call", """{"name":"f"}""")]
    [InlineData("response_format", """{"type":"json_object"}""")]
    [InlineData("response_format", "{}")]
    [InlineData("modalities", """["text","audio"]""")]
    [InlineData("audio", """{"voice":"ash","format":"wav"}""")]
    [InlineData("grammar", "\"root ::= [0-9]\"")]
    [InlineData("json_schema", "{}")]
    public void A_field_that_would_change_the_answers_meaning_is_refused_by_name(string field, string json)
    {
        var error = Assert.Throws<ChatException>(() => EngineFields.Check(With(field, json)));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_is_null_is_a_field_not_given()
    {
        Assert.Empty(EngineFields.Check(With("tools", "null")));
        Assert.Empty(EngineFields.Check(With("metadata", "null")));
    }

    [Fact]
    public void A_field_nobody_knows_is_reported() =>
        Assert.Equal(["colour changes nothing on the local engine."], EngineFields.Check(With("colour", "1")));

    [Fact]
    public void A_name_on_a_message_is_reported()
    {
        var request = ChatCompletionRequest.Create(null, ChatMessage.User("Hi") with { Name = "Ann" });

        Assert.Equal(["messages[].name changes nothing on the local engine."], EngineFields.Check(request));
    }

    [Theory]
    [InlineData("name", "\"Ann\"")]
    [InlineData("tool_call_id", "\"call_1\"")]
    [InlineData("reasoning", "\"Hm.\"")]
    [InlineData("refusal", "\"No.\"")]
    [InlineData("audio", """{"id":"a"}""")]
    [InlineData("function_call", """{"name":"f","arguments":"{}"}""")]
    [InlineData("colour", "1")]
    public void A_field_of_messages_that_does_not_reach_the_prompt_is_reported_once(string field, string json)
    {
        var message = $$"""{"role":"assistant","content":"Hi","{{field}}":{{json}}}""";

        Assert.Equal(
            [$"messages[].{field} changes nothing on the local engine."],
            EngineFields.Check(Read($$"""{"messages":[{{message}},{{message}}]}"""))
        );
    }

    [Fact]
    public void A_refusal_without_content_is_what_the_assistant_said() =>
        Assert.Empty(EngineFields.Check(Read("""{"messages":[{"role":"assistant","refusal":"No."}]}""")));

    [Fact]
    public void Calls_that_the_assistant_made_are_refused()
    {
        var request = Read("""{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"1"}]}]}""");

        var error = Assert.Throws<ChatException>(() => EngineFields.Check(request));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains("messages[].tool_calls", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_of_a_part_is_reported()
    {
        const string Part = """{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}""";

        Assert.Equal(
            ["messages[].content[].cache_control changes nothing on the local engine."],
            EngineFields.Check(Read($$"""{"messages":[{"role":"user","content":[{{Part}},{{Part}}]}]}"""))
        );
    }

    [Fact]
    public void A_field_of_the_stream_options_is_reported() =>
        Assert.Equal(
            [
                "stream_options.include_obfuscation changes nothing on the local engine.",
                "stream_options.colour changes nothing on the local engine.",
            ],
            EngineFields.Check(
                Read(
                    """
                    {"messages":[{"role":"user","content":"Hi"}],
                     "stream_options":{"include_usage":true,"include_obfuscation":true,"colour":1}}
                    """
                )
            )
        );

    [Fact]
    public void Fields_of_messages_that_are_null_or_empty_are_not_given() =>
        Assert.Empty(
            EngineFields.Check(
                Read(
                    """
                    {"messages":[{"role":"assistant","content":"Hi","name":null,"refusal":null,"tool_calls":[],"audio":null,
                     "function_call":null}]}
                    """
                )
            )
        );

    private static ChatCompletionRequest Read(string json) =>
        JsonSerializer.Deserialize(json, ChatJsonContext.Default.ChatCompletionRequest)!;

    private static ChatCompletionRequest With(string field, string json) =>
        ChatCompletionRequest.Create(null, ChatMessage.User("Hi")) with
        {
            ExtensionData = new Dictionary<string, JsonElement> { [field] = JsonDocument.Parse(json).RootElement },
        };
}
