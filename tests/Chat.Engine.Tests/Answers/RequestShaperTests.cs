using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Engine.Answers;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Answers;

/// <summary>Requests that no answer can be shaped for are refused before a prompt is made.</summary>
[Collection(EngineCollection.Name)]
public sealed class RequestShaperTests(EngineFixture engine)
{
    [Theory]
    [InlineData("{\"properties\":{\"\\ud800\":{\"type\":\"string\"}}}")]
    [InlineData("{\"properties\":{\"a\":{\"description\":\"\\ud800\"}}}")]
    [InlineData("{\"properties\":{\"a\":{\"enum\":[\"\\udc00\"]}}}")]
    public void Half_a_character_in_a_schema_is_refused_at_once(string schema)
    {
        Refuses(
            new ChatCompletionRequest { Messages = [], Tools = [ChatTool.FromFunction("f", "Does.", Json(schema))] }
        );
        Refuses(
            new ChatCompletionRequest
            {
                Messages = [],
                ResponseFormat = new ResponseFormat
                {
                    Type = "json_schema",
                    JsonSchema = new JsonSchemaFormat { Name = "s", Schema = Json(schema) },
                },
            }
        );
    }

    [Fact]
    public void Equal_names_and_names_of_other_characters_are_refused()
    {
        Refuses(
            new ChatCompletionRequest
            {
                Messages = [],
                Tools = [ChatTool.FromFunction("f", "Does.", Json("{}")), ChatTool.FromCustom("f", "Does.")],
            }
        );
        Refuses(new ChatCompletionRequest { Messages = [], Tools = [ChatTool.FromCustom("a \"name\"", "Does.")] });
    }

    [Fact]
    public void Five_hundred_tools_are_shaped()
    {
        const string Schema = """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""";
        var tools = Enumerable.Range(0, 500).Select(n => ChatTool.FromFunction($"f{n}", "Does.", Json(Schema)));

        var shaped = Shape(new ChatCompletionRequest { Messages = [], Tools = [.. tools] });

        Assert.NotNull(shaped.Shape?.Grammar);
        Assert.Contains("f499", string.Concat(shaped.Prompt.Select(part => part.Text)), StringComparison.Ordinal);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private void Refuses(ChatCompletionRequest request)
    {
        var error = Assert.Throws<ChatException>(() => Shape(request));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.False(string.IsNullOrWhiteSpace(error.Advice));
    }

    private ShapedRequest Shape(ChatCompletionRequest request)
    {
        using var model = engine.LoadModel(vocabularyOnly: true);
        return RequestShaper.Shape(
            request with
            {
                Messages = [ChatMessage.User("Hi")],
            },
            new ModelFormat(model.ChatTemplate, model.Vocabulary),
            DateTimeOffset.UnixEpoch,
            idSeed: 0
        );
    }
}
