using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;
using Chat.Core.Tools;

namespace Chat.Core.Tests.Json;

/// <summary>The fields that take more than one form; that each form survives is tested with the requests that hold every field.</summary>
public sealed class UnionConverterTests
{
    [Fact]
    public void Each_form_is_read_as_what_it_is()
    {
        var one = Wire.Read<ChatCompletionRequest>(
            """{"messages":[],"tool_choice":"any","function_call":"none","audio":{"voice":"alloy"},"think":false,"keep_alive":1.5}"""
        );
        var other = Wire.Read<ChatCompletionRequest>(
            """{"messages":[],"tool_choice":{"type":"function","function":{"name":"f"}},"function_call":{"name":"g"},"audio":{"voice":{"id":"v"}},"think":"low","keep_alive":"-1m"}"""
        );

        Assert.Equal(("any", null), (one.ToolChoice!.Mode, one.ToolChoice.Tool));
        Assert.Equal((null, "f"), (other.ToolChoice!.Mode, other.ToolChoice.Tool!.Function!.Name));
        Assert.Equal(("none", null), (one.FunctionCall!.Mode, one.FunctionCall.Function));
        Assert.Equal((null, "g"), (other.FunctionCall!.Mode, other.FunctionCall.Function!.Name));
        Assert.Equal(("alloy", null), (one.Audio!.Voice!.Name, one.Audio.Voice.Custom));
        Assert.Equal((null, "v"), (other.Audio!.Voice!.Name, other.Audio.Voice.Custom!.Id));
        Assert.Equal((false, null), (one.Think!.Value.IsOn, one.Think.Value.Level));
        Assert.Equal((true, "low"), (other.Think!.Value.IsOn, other.Think.Value.Level));
        Assert.Equal((1.5, null), (one.KeepAlive!.Value.Seconds, one.KeepAlive.Value.Duration));
        Assert.Equal((0, "-1m"), (other.KeepAlive!.Value.Seconds, other.KeepAlive.Value.Duration));
    }

    [Fact]
    public void Choices_made_in_code_have_their_wire_form()
    {
        static string Choice(ToolChoice choice) =>
            Wire.Write(new ChatCompletionRequest { Messages = [], ToolChoice = choice });

        Wire.Same("""{"messages":[],"tool_choice":"auto"}""", Choice(ToolChoice.Auto));
        Wire.Same("""{"messages":[],"tool_choice":"none"}""", Choice(ToolChoice.None));
        Wire.Same("""{"messages":[],"tool_choice":"required"}""", Choice(ToolChoice.Required));
        Wire.Same(
            """{"messages":[],"tool_choice":{"type":"function","function":{"name":"f"}}}""",
            Choice(ToolChoice.Function("f"))
        );
        Wire.Same(
            """{"messages":[],"tool_choice":{"type":"custom","custom":{"name":"f"}}}""",
            Choice(ToolChoice.Custom("f"))
        );
        Wire.Same(
            """{"messages":[],"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}}]}}}""",
            Choice(ToolChoice.Allowed("auto", ToolChoice.Function("f").Tool!))
        );
    }

    [Theory]
    [InlineData("tool_choice", "5")]
    [InlineData("tool_choice", "\"\"")]
    [InlineData("tool_choice", "{}")]
    [InlineData("tool_choice", "[]")]
    [InlineData("function_call", "true")]
    [InlineData("function_call", "\" \"")]
    [InlineData("function_call", "{}")]
    [InlineData("audio", "{\"voice\":5}")]
    [InlineData("audio", "{\"voice\":{}}")]
    [InlineData("think", "5")]
    [InlineData("think", "\"\"")]
    [InlineData("keep_alive", "true")]
    [InlineData("keep_alive", "\"\"")]
    [InlineData("messages", "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":5}]}]")]
    [InlineData("messages", "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]}]")]
    [InlineData("messages", "[{\"content\":\"no role\"}]")]
    public void What_is_no_form_is_refused(string field, string value) =>
        Assert.Throws<JsonException>(() =>
            Wire.Read<ChatCompletionRequest>($$"""{"messages":[],"{{field}}":{{value}}}""")
        );

    [Theory]
    [InlineData("\"{\\\"a\\\": 1}\"", "{\"a\": 1}")]
    [InlineData("{\"a\":  1.50}", "{\"a\":  1.50}")]
    [InlineData("[1]", "[1]")]
    [InlineData("7", "7")]
    [InlineData("\"no json\"", "no json")]
    public void Arguments_are_kept_as_they_were_spelt(string json, string arguments)
    {
        var call = Wire.Read<ToolCall>($$$"""{"function":{"name":"f","arguments":{{{json}}}}}""");

        Assert.Equal(arguments, call.Function!.Arguments);
        Assert.Equal(arguments, Wire.Read<ToolCall>(Wire.Write(call)).Function!.Arguments);
    }

    [Fact]
    public void Arguments_that_are_null_are_none() =>
        Assert.Null(Wire.Read<ToolCall>("""{"function":{"name":"f","arguments":null}}""").Function!.Arguments);

    [Theory]
    [InlineData("null", 0)]
    [InlineData("7", 7)]
    [InlineData("7.0", 7)]
    [InlineData("-1", -1)]
    [InlineData("2147483647", int.MaxValue)]
    public void A_count_of_tokens_may_be_null_or_have_a_fraction_of_zero(string json, int count) =>
        Assert.Equal(count, Wire.Read<Usage>($$"""{"prompt_tokens":{{json}}}""").PromptTokens);

    [Theory]
    [InlineData("7.5")]
    [InlineData("2147483648")]
    [InlineData("\"7\"")]
    [InlineData("[]")]
    public void What_is_no_count_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<Usage>($$"""{"prompt_tokens":{{json}}}"""));

    [Theory]
    [InlineData("1700000000", 1700000000)]
    [InlineData("1700000000.75", 1700000000)]
    [InlineData("null", 0)]
    [InlineData("\"2026-01-01T00:00:00Z\"", 0)]
    [InlineData("true", 0)]
    [InlineData("1e300", 0)]
    public void A_time_that_is_none_loses_no_answer(string json, long created) =>
        Assert.Equal(created, Wire.Read<ChatCompletion>($$"""{"choices":[],"created":{{json}}}""").Created);

    [Fact]
    public void A_time_that_is_a_list_is_refused() =>
        Assert.Throws<JsonException>(() => Wire.Read<ChatCompletion>("""{"choices":[],"created":[]}"""));

    [Theory]
    [InlineData("""{"content":"a"}""")]
    [InlineData("""{"role":"","content":"a"}""")]
    [InlineData("""{"content":"a","role":null}""")]
    [InlineData("""{"role":"assistant","content":"a"}""")]
    public void The_message_of_an_answer_is_the_assistants_when_nobody_says(string message)
    {
        var completion = Wire.Read<ChatCompletion>($$$"""{"choices":[{"message":{{{message}}}}]}""");

        Assert.Equal("a", completion.AssistantMessage()!.Content!.Text);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("""{"content":5}""")]
    [InlineData("""{"x":1,"x":2}""")]
    public void What_is_no_message_is_refused(string message) =>
        Assert.Throws<JsonException>(() => Wire.Read<ChatCompletion>($$"""{"choices":[{"message":{{message}}}]}"""));

    [Theory]
    [InlineData("""{"reasoning":"w"}""", "w")]
    [InlineData("""{"reasoning_content":"w"}""", "w")]
    [InlineData("""{"thinking":"w"}""", "w")]
    [InlineData("""{"reasoning":"r","reasoning_content":"c"}""", "c")]
    [InlineData("""{"reasoning_content":"c","reasoning":"r","thinking":"t"}""", "c")]
    [InlineData("""{"reasoning_content":"","reasoning":"r"}""", "r")]
    [InlineData("""{"reasoning_content":"","reasoning":""}""", "")]
    [InlineData(
        """{"content":[{"type":"thinking","thinking":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]}""",
        "ab"
    )]
    public void Reasoning_is_read_from_any_name_and_written_back_under_it(string json, string reasoning)
    {
        Assert.Equal(reasoning, Wire.Survives<ChatDelta>(json).Reasoning);
        var body = json.Contains("\"content\"", StringComparison.Ordinal) ? json[1..] : "\"content\":null," + json[1..];
        Assert.Equal(reasoning, Wire.Survives<ChatMessage>("{\"role\":\"assistant\"," + body).Reasoning);
    }

    [Theory]
    [InlineData("""{"function_calls":[{"id":"a"}]}""", "a")]
    [InlineData("""{"tool_calls":[{"id":"a"}],"function_calls":[{"id":"b"}]}""", "a")]
    [InlineData("""{"function_calls":[{"id":"b"}],"tool_calls":[{"id":"a"}]}""", "a")]
    [InlineData("""{"tool_calls":null,"function_calls":[{"id":"b"}]}""", "b")]
    [InlineData("""{"function_calls":[{"id":"b"}],"tool_calls":null}""", "b")]
    public void Function_calls_are_tool_calls_by_another_name(string json, string id)
    {
        var delta = Wire.Read<ChatDelta>(json);
        var message = Wire.Read<ChatMessage>("{\"role\":\"assistant\"," + json[1..]);

        Assert.Equal(id, Assert.Single(delta.ToolCalls!).Id);
        Assert.Equal(id, Assert.Single(message.ToolCalls!).Id);
        Assert.Equal($$"""{"tool_calls":[{"id":"{{id}}"}]}""", Wire.Write(delta));
        Wire.Same($$"""{"role":"assistant","content":null,"tool_calls":[{"id":"{{id}}"}]}""", Wire.Write(message));
    }

    [Fact]
    public void A_list_of_parts_in_a_delta_gives_its_text_and_survives()
    {
        var delta = Wire.Survives<ChatDelta>(
            """{"content":[{"type":"text","text":"a"},{"type":"reference","reference_ids":[1]},{"type":"text","text":"b"}]}"""
        );

        Assert.Equal("ab", delta.Content);
        Assert.Null(delta.Reasoning);
        Assert.Equal(3, delta.ContentParts!.Count);
    }
}
