using System.Text;
using System.Text.Json;
using Chat.Http.Ollama;

namespace Chat.Http.Tests.Ollama;

public sealed class OllamaModelListTests
{
    [Fact]
    public void AByteOrderMark_IsPassedOver() =>
        Assert.Empty(OllamaModelList.Read(Encoding.UTF8.GetBytes("\uFEFF{\"models\":[]}")));

    [Fact]
    public void Models_AreReadWithWhatIsKnownOfThem()
    {
        var models = OllamaModelList.Read(
            """
            {"models":[{"name":"llama3:8b","model":"llama3:8b","size":4700000000,"details":{"family":"llama","context_length":8192}},
             {"model":"far:cloud","size":0,"details":null,"context_length":99999999999}]}
            """u8
        );

        Assert.Equal(["llama3:8b", "far:cloud"], models.Select(model => model.Id));
        Assert.Equal((4_700_000_000L, 8192), (models[0].SizeBytes!.Value, models[0].ContextLength!.Value));
        Assert.Null(models[1].SizeBytes);
        Assert.Null(models[1].ContextLength);
    }

    [Fact]
    public void NoModels_MayBeNull()
    {
        Assert.Empty(OllamaModelList.Read("""{"models":null}"""u8));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"models":{}}""")]
    [InlineData("""{"models":[{}]}""")]
    [InlineData("""{"models":["a"]}""")]
    [InlineData("Ollama is running")]
    public void WhatIsNoList_IsRefused(string json)
    {
        Assert.ThrowsAny<JsonException>(() => OllamaModelList.Read(Encoding.UTF8.GetBytes(json)));
    }
}
