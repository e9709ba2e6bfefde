using System.Text;
using System.Text.Json.Nodes;
using Chat.Http.Mistral;

namespace Chat.Http.Tests.Mistral;

public sealed class MistralFieldsTests
{
    [Theory]
    [InlineData("""{"model":"m","messages":[]}""", """{"model":"m","messages":[]}""")]
    [InlineData("""{"model":"m","store":false,"user":"u","temperature":1}""", """{"model":"m","temperature":1}""")]
    [InlineData("""{"seed":1,"random_seed":2,"stream_options":{}}""", """{"random_seed":2}""")]
    [InlineData(
        """{"messages":[{"role":"user","content":"x","images":[],"refusal":null,"name":"n","prefix":true}]}""",
        """{"messages":[{"role":"user","content":"x","name":"n","prefix":true}]}"""
    )]
    [InlineData(
        """{"messages":[{"role":"assistant","x":1,"content":[{"type":"text","text":"t","x":1}],"tool_calls":[{"id":"i","index":0,"type":"function","x":1,"function":{"name":"f","arguments":"{}"}}]}]}""",
        """{"messages":[{"role":"assistant","content":[{"type":"text","text":"t"}],"tool_calls":[{"id":"i","type":"function","function":{"name":"f","arguments":"{}"}}]}]}"""
    )]
    // What is beneath a field that is there is its own affair.
    [InlineData("""{"metadata":{"store":"x"}}""", """{"metadata":{"store":"x"}}""")]
    public void Only_what_is_there_is_kept(string request, string kept)
    {
        var written = MistralFields.Keep(Encoding.UTF8.GetBytes(request));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(kept), JsonNode.Parse(written.Span)));
    }
}
