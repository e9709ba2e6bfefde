using System.Text.Json;
using Chat.Core.Requests;

namespace Chat.Engine.Tests;

public sealed class HarmlessValuesTests
{
    [Theory]
    [InlineData("tools", "[]")]
    [InlineData("functions", "[]")]
    [InlineData("tool_choice", "\"none\"")]
    [InlineData("tool_choice", "\"auto\"")]
    [InlineData("function_call", "\"none\"")]
    [InlineData("function_call", "\"auto\"")]
    [InlineData("response_format", """{"type":"text"}""")]
    [InlineData("modalities", """["text"]""")]
    [InlineData("grammar", "\"\"")]
    [InlineData("include_obfuscation", "false")]
    [InlineData("anything", "null")]
    public void What_asks_for_nothing_is_accepted_without_a_word(string field, string json)
    {
        Assert.True(HarmlessValues.Contains(field, JsonElement.Parse(json)));
        Assert.Empty(
            EngineFields.Check(
                ChatCompletionRequest.Create(null, ChatMessage.User("Hi")) with
                {
                    StreamOptions = new StreamOptions { ExtensionData = Only("include_obfuscation", "false") },
                    ExtensionData = field == "include_obfuscation" ? null : Only(field, json),
                }
            )
        );
    }

    [Theory]
    [InlineData("tools", "[{}]")]
    [InlineData("tools", "\"none\"")]
    [InlineData("tool_choice", "\"None\"")]
    [InlineData("tool_choice", "[]")]
    [InlineData("response_format", """{"type":"json_object"}""")]
    [InlineData("response_format", """{"type":5}""")]
    [InlineData("response_format", "\"text\"")]
    [InlineData("modalities", """["text","audio"]""")]
    [InlineData("modalities", "\"text\"")]
    [InlineData("grammar", "\" \"")]
    [InlineData("anything", "\"\"")]
    [InlineData("anything", "false")]
    public void What_asks_for_something_is_not(string field, string json) =>
        Assert.False(HarmlessValues.Contains(field, JsonElement.Parse(json)));

    private static Dictionary<string, JsonElement> Only(string field, string json) =>
        new() { [field] = JsonElement.Parse(json) };
}
