using System.Text;
using System.Text.Json;
using Chat.Http.OpenAI;

namespace Chat.Http.Tests.OpenAI;

public sealed class ModelListTests
{
    [Theory]
    [InlineData("""{"id":"m"}""", null, null)]
    [InlineData("""{"id":"m","max_model_len":4096}""", 4096, null)]
    [InlineData("""{"id":"m","max_context_length":8192}""", 8192, null)]
    [InlineData("""{"id":"m","context_length":1000}""", 1000, null)]
    [InlineData("""{"id":"m","meta":{"n_ctx":512,"n_ctx_train":2048,"size":123}}""", 512, 123L)]
    [InlineData("""{"id":"m","meta":{"n_ctx_train":2048}}""", 2048, null)]
    [InlineData("""{"id":"m","meta":null,"context_length":"many"}""", null, null)]
    [InlineData("""{"id":"m","context_length":-1}""", null, null)]
    [InlineData("""{"id":"m","context_length":99999999999}""", null, null)]
    public void What_a_server_tells_of_a_model_is_kept(string model, int? length, long? size)
    {
        foreach (var list in (string[])[$$"""{"object":"list","data":[{{model}}]}""", $"[{model}]"])
        {
            var read = Assert.Single(Read(list));

            Assert.Equal(("m", length, size), (read.Id, read.ContextLength, read.SizeBytes));
        }
    }

    [Fact]
    public void A_list_without_end_is_cut()
    {
        var list = $"[{string.Join(',', Enumerable.Repeat("""{"id":"m"}""", ModelList.MaxModels + 5))}]";

        Assert.Equal(ModelList.MaxModels, Read(list).Count);
    }

    [Theory]
    [InlineData("""{"object":"list","data":null}""", 0)]
    [InlineData("""{"data":[]}""", 0)]
    [InlineData("\uFEFF{\"data\":[{\"id\":\"m\"}]}", 1)]
    public void A_list_of_none_and_one_behind_a_byte_order_mark_are_lists(string json, int count) =>
        Assert.Equal(count, Read(json).Count);

    [Theory]
    [InlineData("{}")]
    [InlineData("1")]
    [InlineData("[1]")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":[{"name":"x"}]}""")]
    [InlineData("""[{"id":7}]""")]
    [InlineData("[{")]
    public void What_is_no_list_is_an_error(string json)
    {
        Assert.ThrowsAny<JsonException>(() => Read(json));
    }

    private static IReadOnlyList<Chat.Core.Backends.ModelDescription> Read(string json) =>
        ModelList.Read(Encoding.UTF8.GetBytes(json));
}
