using System.Text.Json.Nodes;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Doors;

/// <summary>Tools, forms of the answer and reasoning, from the command line to the server and back.</summary>
public sealed class AskFormatTests : IDisposable
{
    private const string Tool = """
        {"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object","properties":{"x":{"type":"integer"}}}}}
        """;

    private const string Schema = """
        {"type":"object","properties":{"n":{"type":"integer"},"t":{"type":"string"}},"required":["n","t"],"additionalProperties":false}
        """;

    private readonly ServedDoor _door = new();

    public static TheoryData<FakeDialect> WithTools =>
        [.. Enum.GetValues<FakeDialect>().Where(dialect => dialect != FakeDialect.KTransformers)];

    [Theory]
    [MemberData(nameof(WithTools))]
    public async Task A_tool_call_is_a_line_of_json(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        _door.AddProfile(model);
        var file = _door.Write("look.json", $"[{Tool}]");

        var result = await _door.RunAsync("ask", "-m", "m/echo", "--tool", file, """call look {"x":1}""");

        Assert.Equal(0, result.Code);
        var call = JsonNode.Parse(Assert.Single(result.Output.TrimEnd('\n').Split('\n')))!;
        Assert.Equal("look", (string?)call["function"]!["name"]);
        Assert.Equal("""{"x":1}""", (string?)call["function"]!["arguments"]);
        Assert.NotEqual("", (string?)call["id"]);
        var sent = model.Server.Requests[^1].Json!["tools"]!;
        Assert.Equal("look", (string?)sent[0]!["function"]!["name"]);
    }

    [Theory]
    [InlineData("look", """{"type":"function","function":{"name":"look"}}""")]
    [InlineData("required", "\"required\"")]
    [InlineData("none", "\"none\"")]
    public async Task A_choice_among_the_tools_reaches_the_server(string word, string sent)
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        _door.AddProfile(model);

        var result = await _door.RunAsync("ask", "-m", "m/echo", "--tool", Tool, "--tool-choice", word, "hi");

        Assert.Equal(0, result.Code);
        Assert.Equal(sent, model.Server.Requests[^1].Json!["tool_choice"]!.ToJsonString());
        Assert.Equal(word != "none", result.Output.Contains("\"look\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_whole_object_holds_the_call_too()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        _door.AddProfile(model);

        var result = await _door.RunAsync("ask", "-m", "m/echo", "--json", "--tool", Tool, """call look {"x":2}""");

        var choice = JsonNode.Parse(result.Output)!["choices"]![0]!;
        Assert.Equal("""{"x":2}""", (string?)choice["message"]!["tool_calls"]![0]!["function"]!["arguments"]);
        Assert.Equal("tool_calls", (string?)choice["finish_reason"]);
    }

    [Theory]
    [MemberData(nameof(WithTools))]
    public async Task A_schema_shapes_the_answer(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        _door.AddProfile(model);
        var file = _door.Write("schema.json", Schema);

        foreach (var value in (string[])[file, Schema])
        {
            var result = await _door.RunAsync("ask", "-m", "m/echo", "--schema", value, "hi");
            Assert.Equal((0, """{"n":1,"t":"hi"}""" + "\n"), (result.Code, result.Output));
        }
    }

    [Fact]
    public async Task A_schema_is_sent_as_a_strict_one()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        _door.AddProfile(model);

        await _door.RunAsync("ask", "-m", "m/echo", "--schema", Schema, "hi");

        var format = model.Server.Requests[^1].Json!["response_format"]!;
        Assert.Equal("json_schema", (string?)format["type"]);
        Assert.True((bool?)format["json_schema"]!["strict"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Schema), format["json_schema"]!["schema"]));
    }

    [Fact]
    public async Task Some_json_object_can_be_asked_for()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Mistral);
        _door.AddProfile(model);

        (await _door.RunAsync("ask", "-m", "m/echo", "--response-format", "json_object", "hi")).AssertIs(
            0,
            """{"echo":"hi"}""" + "\n"
        );
    }

    [Theory]
    [InlineData(FakeDialect.OpenAi)]
    [InlineData(FakeDialect.Mistral)]
    [InlineData(FakeDialect.Vllm)]
    [InlineData(FakeDialect.Ollama)]
    public async Task Reasoning_is_no_part_of_the_answer_and_shows_when_asked_for(FakeDialect dialect)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        _door.AddProfile(model);

        (await _door.RunAsync("ask", "-m", "m/echo", "think so")).AssertIs(0, "so\n");
        (await _door.RunAsync("ask", "-m", "m/echo", "--reasoning", "think so")).AssertIs(
            0,
            "so\n",
            "Thinking about: so\n"
        );
    }

    public void Dispose() => _door.Dispose();
}
