using System.Text.Json;
using Chat.Core.Backends;

namespace Chat.Core.Tests.Backends;

public sealed class HarmlessValuesTests
{
    [Theory]
    [InlineData("tools", "[]")]
    [InlineData("functions", "[]")]
    [InlineData("messages[].tool_calls", "[]")]
    [InlineData("tool_choice", "\"auto\"")]
    [InlineData("function_call", "\"auto\"")]
    [InlineData("response_format", """{"type":"text"}""")]
    [InlineData("modalities", """["text"]""")]
    [InlineData("grammar", "\"\"")]
    [InlineData("stream_options.include_obfuscation", "false")]
    [InlineData("response_format.json_schema.strict", "false")]
    [InlineData("n", "1")]
    [InlineData("n", "1.0")]
    [InlineData("presence_penalty", "0")]
    [InlineData("frequency_penalty", "-0.0")]
    [InlineData("store", "false")]
    [InlineData("parallel_tool_calls", "true")]
    [InlineData("service_tier", "\"auto\"")]
    [InlineData("logprobs", "false")]
    [InlineData("ignore_eos", "false")]
    [InlineData("logit_bias", "{}")]
    [InlineData("metadata", "{}")]
    [InlineData("anything", "null")]
    [InlineData("anything", "[]")]
    public void What_asks_for_nothing_is_harmless(string field, string json) =>
        Assert.True(HarmlessValues.Contains(field, JsonElement.Parse(json)));

    [Theory]
    [InlineData("tools", "[{}]")]
    [InlineData("tools", "\"none\"")]
    [InlineData("tool_choice", "\"None\"")]
    [InlineData("tool_choice", "\"none\"")]
    [InlineData("n", "2")]
    [InlineData("n", "\"1\"")]
    [InlineData("store", "true")]
    [InlineData("parallel_tool_calls", "false")]
    [InlineData("response_format", """{"type":"text","colour":1}""")]
    [InlineData("response_format", "{}")]
    [InlineData("include_obfuscation", "false")]
    [InlineData("logit_bias", """{"1":0}""")]
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

    [Fact]
    public void The_choice_of_no_tool_is_told_apart()
    {
        Assert.True(HarmlessValues.IsChoiceOfNone("tool_choice", JsonElement.Parse("\"none\"")));
        Assert.True(HarmlessValues.IsChoiceOfNone("function_call", JsonElement.Parse("\"none\"")));
        Assert.False(HarmlessValues.IsChoiceOfNone("tool_choice", JsonElement.Parse("\"auto\"")));
        Assert.False(HarmlessValues.IsChoiceOfNone("model", JsonElement.Parse("\"none\"")));
    }
}
