using System.Text;
using System.Text.Json;
using Chat.Http.Ollama;

namespace Chat.Http.Tests.Ollama;

public sealed class OllamaLineReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"other":1}""")]
    [InlineData("""{"response":"a"} {"response":"b"}""")]
    [InlineData("""{"response":{"text":"a"}}""")]
    [InlineData("""{"message":"a"}""")]
    [InlineData("""{"done":"yes"}""")]
    [InlineData("""{"response":"\ud800"}""")]
    public void WhatIsNoLine_IsRefused(string json)
    {
        Assert.ThrowsAny<JsonException>(() => OllamaLineReader.Read(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void InvalidUtf8_IsRefused()
    {
        byte[] json = [.. "{\"response\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.ThrowsAny<JsonException>(() => OllamaLineReader.Read(json));
    }

    [Fact]
    public void ALine_CutAnywhere_IsRefusedAndNeverReadInPart()
    {
        var json =
            """{"model":"m","message":{"role":"assistant","content":"é"},"done":true,"eval_count":12,"context":[1,{"a":"b"}]}"""u8;
        for (var length = 0; length < json.Length; length++)
        {
            var part = json[..length].ToArray();
            Assert.ThrowsAny<JsonException>(() => OllamaLineReader.Read(part));
        }

        Assert.Equal(12, OllamaLineReader.Read(json).AnswerTokens);
    }

    [Fact]
    public void CountsAndTimesThatAreNone_AreNotGiven()
    {
        var line = OllamaLineReader.Read(
            """{"response":"","created_at":{"a":1},"eval_count":-1,"prompt_eval_count":"5","eval_duration":1e40,"load_duration":null,"done":null}"""u8
        );

        Assert.Equal(0, line.Created);
        Assert.Null(line.AnswerTokens);
        Assert.Null(line.PromptTokens);
        Assert.Null(line.AnswerNanoseconds);
        Assert.Null(line.LoadNanoseconds);
        Assert.False(line.IsDone);
    }
}
