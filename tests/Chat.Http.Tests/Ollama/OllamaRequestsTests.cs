using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Http.Ollama;

namespace Chat.Http.Tests.Ollama;

public sealed class OllamaRequestsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stream_IsAlwaysSaid(bool stream)
    {
        var json = Chat(ChatCompletionRequest.Create("m", ChatMessage.User("Hi")), stream);

        AssertJson(
            $$"""{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":{{(stream ? "true" : "false")}}}""",
            json
        );
    }

    [Fact]
    public void SamplingFields_BecomeOptions()
    {
        var json = Chat(
            Request() with
            {
                Temperature = 0.5,
                TopP = 0.9,
                TopK = 40,
                MinP = 0.05,
                TypicalP = 0.7,
                Seed = 7,
                Stop = Read<ChatCompletionRequest>("""{"messages":[],"stop":"END"}""").Stop,
                MaxCompletionTokens = 12,
                MaxTokens = 99,
                RepeatPenalty = 1.1,
                RepeatLastN = 32,
                PresencePenalty = 0.2,
                FrequencyPenalty = 0.3,
            }
        );

        AssertJson(
            """
            {"seed":7,"num_predict":12,"top_k":40,"top_p":0.9,"min_p":0.05,"typical_p":0.7,"repeat_last_n":32,"temperature":0.5,
             "repeat_penalty":1.1,"presence_penalty":0.2,"frequency_penalty":0.3,"stop":["END"]}
            """,
            json["options"]
        );
    }

    [Fact]
    public void Options_WinAndKeepWhatNobodyKnows()
    {
        var options = Read<ChatCompletionRequest>(
            """{"messages":[],"options":{"temperature":0.1,"num_ctx":4096,"stop":["A"],"new_knob":{"x":1}}}"""
        ).Options;

        var json = Chat(Request() with { Options = options, Temperature = 1, TopK = 5, Stop = ["B"] });

        AssertJson("""{"num_ctx":4096,"top_k":5,"temperature":0.1,"stop":["A"],"new_knob":{"x":1}}""", json["options"]);
    }

    [Theory]
    [InlineData("""{"response_format":{"type":"json_object"}}""", "\"json\"")]
    [InlineData(
        """{"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}}""",
        """{"type":"object"}"""
    )]
    [InlineData("""{"response_format":{"type":"json_object"},"format":{"type":"array"}}""", """{"type":"array"}""")]
    [InlineData("""{"response_format":{"type":"text"}}""", null)]
    public void Format_IsThatOfTheAnswer(string fields, string? format)
    {
        AssertJson(format, Chat(Read<ChatCompletionRequest>(WithMessages(fields)))["format"]);
    }

    [Theory]
    [InlineData("""{"reasoning_effort":"none"}""", "false")]
    [InlineData("""{"reasoning_effort":"minimal"}""", "\"low\"")]
    [InlineData("""{"reasoning_effort":"medium"}""", "\"medium\"")]
    [InlineData("""{"reasoning_effort":"xhigh"}""", "\"max\"")]
    [InlineData("""{"reasoning_effort":"high","think":true}""", "true")]
    [InlineData("{}", null)]
    public void Think_FollowsTheEffort(string fields, string? think)
    {
        AssertJson(think, Chat(Read<ChatCompletionRequest>(WithMessages(fields)))["think"]);
    }

    [Fact]
    public void OwnFields_AreWritten()
    {
        var request = Read<ChatCompletionRequest>(
            WithMessages("""{"keep_alive":"10m","logprobs":true,"top_logprobs":3,"truncate":false,"later":[1]}""")
        );

        var json = Chat(request);

        AssertJson("\"10m\"", json["keep_alive"]);
        AssertJson("true", json["logprobs"]);
        AssertJson("3", json["top_logprobs"]);
        AssertJson("false", json["truncate"]);
        AssertJson("[1]", json["later"]);
    }

    [Fact]
    public void Tools_AreWrittenAsTheyAre_CustomOnesNot()
    {
        var tool = ChatTool.FromFunction("look", "Looks.", JsonElement.Parse("""{"type":"object"}"""));

        var json = Chat(Request() with { Tools = [tool, ChatTool.FromCustom("free")] });

        AssertJson(
            """[{"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object"}}}]""",
            json["tools"]
        );
    }

    [Fact]
    public void Prompt_GoesToGenerate()
    {
        var request = Read<ChatCompletionRequest>(
            """
            {"model":"m","messages":[],"prompt":"p","suffix":"s","system":"y","template":"t","raw":true,"images":["QUJD"],
             "context":[1,2],"temperature":0.5,"think":false}
            """
        );

        var wire = new OllamaDialect(Peers.Example).Write(request, stream: true);

        Assert.Equal("api/generate", wire.Path);
        AssertJson(
            """
            {"model":"m","prompt":"p","suffix":"s","system":"y","template":"t","raw":true,"images":["QUJD"],"stream":true,"think":false,
             "options":{"temperature":0.5},"context":[1,2]}
            """,
            JsonNode.Parse(wire.Body.Span)
        );
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"prompt":"p"}""", "messages")]
    [InlineData("""{"messages":[],"prompt":"p","tools":[{"type":"function","function":{"name":"f"}}]}""", "tools")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"suffix":"s"}""", "suffix")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"raw":true}""", "raw")]
    public void FieldsThatExcludeEachOther_AreRefused(string request, string named)
    {
        var failure = Assert.Throws<ChatException>(() =>
            new OllamaDialect(Peers.Example).Write(Read<ChatCompletionRequest>(request), stream: false)
        );

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains(named, failure.Message);
    }

    private static ChatCompletionRequest Request() => ChatCompletionRequest.Create("m", ChatMessage.User("x"));

    private static string WithMessages(string fields) =>
        """{"messages":[{"role":"user","content":"x"}]""" + (fields == "{}" ? "}" : "," + fields[1..]);

    private static JsonNode Chat(ChatCompletionRequest request, bool stream = false)
    {
        var wire = new OllamaDialect(Peers.Example).Write(request, stream);
        Assert.Equal("api/chat", wire.Path);
        return JsonNode.Parse(wire.Body.Span)!;
    }

    private static T Read<T>(string json) =>
        (T)JsonSerializer.Deserialize(json, ChatJsonContext.Default.GetTypeInfo(typeof(T))!)!;

    private static void AssertJson(string? expected, JsonNode? actual) =>
        Assert.True(
            JsonNode.DeepEquals(expected is null ? null : JsonNode.Parse(expected), actual),
            actual?.ToJsonString() ?? "nothing"
        );
}
