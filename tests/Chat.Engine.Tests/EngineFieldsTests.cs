using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Engine.Tests;

public sealed class EngineFieldsTests
{
    [Theory]
    [InlineData("temperature")]
    [InlineData("max_completion_tokens")]
    [InlineData("n")]
    [InlineData("seed")]
    [InlineData("stop")]
    [InlineData("logit_bias")]
    [InlineData("top_logprobs")]
    [InlineData("typical_p")]
    [InlineData("repeat_last_n")]
    [InlineData("ignore_eos")]
    public void What_the_sampler_does_is_honoured(string field) =>
        Assert.Equal(FieldSupport.Honoured, EngineFields.Capabilities[field]);

    [Fact]
    public void A_request_of_honoured_fields_has_no_warning() =>
        Assert.Empty(
            EngineFields.Check(
                Read(
                    """
                    {"model":"m","messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":"Hi"},
                      {"role":"assistant","content":[{"type":"text","text":"Yes?"}]},{"role":"user","content":"Bye"}],
                     "temperature":0.5,"top_p":0.9,"max_completion_tokens":5,"max_tokens":5,"n":2,"seed":1,"stop":["a"],"stream":true,
                     "stream_options":{"include_usage":true},"frequency_penalty":1,"presence_penalty":1,"logit_bias":{"1":2},"logprobs":true,
                     "top_logprobs":2,"top_k":1,"min_p":0.1,"typical_p":0.9,"repeat_penalty":1.1,"repeat_last_n":9,"ignore_eos":true,
                     "reasoning_effort":"low","verbosity":"low","prediction":{"type":"content","content":"p"}}
                    """
                )
            )
        );

    [Fact]
    public void What_shapes_the_answer_is_honoured() =>
        Assert.Empty(
            EngineFields.Check(
                Read(
                    """
                    {"messages":[{"role":"user","content":"Hi","name":"Ann"},
                       {"role":"assistant","content":null,"reasoning":"Hm.","tool_calls":[
                         {"id":"1","type":"function","function":{"name":"f","arguments":"{}"}},
                         {"id":"2","type":"custom","custom":{"name":"g","input":"x"}}]},
                       {"role":"tool","tool_call_id":"1","content":"1"},{"role":"tool","tool_call_id":"2","content":"2"}],
                     "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{},"strict":true}},
                       {"type":"custom","custom":{"name":"g","format":{"type":"grammar","grammar":{"syntax":"regex","definition":"a"}}}}],
                     "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[{"type":"function","function":{"name":"f"}}]}},
                     "parallel_tool_calls":false,"grammar":"root ::= \"a\"","chat_template_kwargs":{"a":1},
                     "response_format":{"type":"json_schema","json_schema":{"name":"n","description":"d","schema":{},"strict":true}}}
                    """
                )
            )
        );

    [Theory]
    [InlineData("\"modalities\":[\"audio\"]", "modalities")]
    [InlineData("\"format\":\"json\"", "format")]
    public void A_typed_field_that_would_change_the_answers_meaning_is_refused(string field, string name)
    {
        var error = Assert.Throws<ChatException>(() =>
            EngineFields.Check(Read($$"""{"messages":[{"role":"user","content":"Hi"}],{{field}}}"""))
        );

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal($"The local engine does not take {name}, so the request was not sent.", error.Message);
    }

    [Theory]
    [InlineData("response_format", """{"type":"grammar"}""")]
    [InlineData("tool_choice", "\"sometimes\"")]
    [InlineData("modalities", """["text","audio"]""")]
    [InlineData("audio", """{"voice":"ash","format":"wav"}""")]
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

    [Theory]
    [InlineData("refusal", "\"No.\"")]
    [InlineData("audio", """{"id":"a"}""")]
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
