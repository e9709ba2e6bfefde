using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Http.Ollama;

namespace Chat.Http.Tests.Ollama;

public sealed class OllamaMessagesTests
{
    [Theory]
    [InlineData("""{"role":"developer","content":"x"}""", """{"role":"system","content":"x"}""")]
    [InlineData(
        """{"role":"function","name":"f","content":"x"}""",
        """{"role":"tool","content":"x","tool_name":"f"}"""
    )]
    [InlineData("""{"role":"odd","content":null}""", """{"role":"odd","content":""}""")]
    [InlineData(
        """{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}""",
        """{"role":"user","content":"a\nb"}"""
    )]
    [InlineData(
        """{"role":"assistant","content":"x","reasoning_content":"r"}""",
        """{"role":"assistant","content":"x","thinking":"r"}"""
    )]
    [InlineData(
        """{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"r"}]},{"type":"text","text":"x"}]}""",
        """{"role":"assistant","content":"x","thinking":"r"}"""
    )]
    [InlineData(
        """{"role":"user","content":"x","later":{"a":1}}""",
        """{"role":"user","content":"x","later":{"a":1}}"""
    )]
    [InlineData(
        """{"role":"user","content":"x","images":["QUJD"]}""",
        """{"role":"user","content":"x","images":["QUJD"]}"""
    )]
    [InlineData(
        """{"role":"user","content":[{"type":"text","text":"x"},{"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}},{"type":"image_url","image_url":"REVG"}]}""",
        """{"role":"user","content":"x","images":["QUJD","REVG"]}"""
    )]
    public void AMessage_IsSaidInOllamasWords(string message, string expected)
    {
        AssertJson($"[{expected}]", Write($"[{message}]"));
    }

    [Fact]
    public void AToolCall_HasItsArgumentsAsAnObject_AndItsResultNamesTheTool()
    {
        var json = Write(
            """
            [{"role":"assistant","content":null,"tool_calls":[
               {"id":"c1","type":"function","function":{"name":"look","arguments":"{\"a\": 1}","index":0}},
               {"id":"c2","type":"function","function":{"name":"find","arguments":""}}]},
             {"role":"tool","tool_call_id":"c2","content":"two"},
             {"role":"tool","tool_call_id":"c1","content":"one"},
             {"role":"tool","tool_call_id":"c9","name":"other","content":"nine"}]
            """
        );

        AssertJson(
            """
            [{"role":"assistant","content":"","tool_calls":[
               {"id":"c1","type":"function","function":{"name":"look","arguments":{"a":1},"index":0}},
               {"id":"c2","type":"function","function":{"name":"find","arguments":{}}}]},
             {"role":"tool","content":"two","tool_name":"find","tool_call_id":"c2"},
             {"role":"tool","content":"one","tool_name":"look","tool_call_id":"c1"},
             {"role":"tool","content":"nine","tool_name":"other","tool_call_id":"c9"}]
            """,
            json
        );
    }

    [Theory]
    [InlineData(
        """{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":"{\"a\":"}}]}""",
        "messages[0].tool_calls[0].function.arguments"
    )]
    [InlineData(
        """{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":"[1]"}}]}""",
        "messages[0].tool_calls[0].function.arguments"
    )]
    [InlineData(
        """{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x.example/a.png"}}]}""",
        "messages[0].content[0].image_url"
    )]
    [InlineData(
        """{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png,abc"}}]}""",
        "messages[0].content[0].image_url"
    )]
    [InlineData(
        """{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,?"}}]}""",
        "messages[0].content[0].image_url"
    )]
    [InlineData(
        """{"role":"user","content":[{"type":"text","text":"x"},{"type":"file","file":{"file_id":"f"}}]}""",
        "messages[0].content[1]"
    )]
    public void WhatCannotBeSaid_IsRefusedByItsPath(string message, string path)
    {
        var failure = Assert.Throws<ChatException>(() => Write($"[{message}]"));

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.StartsWith(path + " ", failure.Message);
    }

    private static JsonNode? Write(string messages)
    {
        var request = JsonSerializer.Deserialize(
            $$"""{"messages":{{messages}}}""",
            ChatJsonContext.Default.ChatCompletionRequest
        )!;
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            OllamaMessages.Write(writer, request.Messages);
        }

        return JsonNode.Parse(Encoding.UTF8.GetString(json.ToArray()));
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}
