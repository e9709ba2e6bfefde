using System.Text.Json;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>Schemas, grammars and tools, through the doors to the bundled model.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class FormEndToEndTests : IDisposable
{
    private const string Schema =
        """{"type":"object","properties":{"color":{"enum":["red","green","blue"]},"count":{"type":"integer","minimum":1,"maximum":99}},"required":["color","count"]}""";

    private const string Tool =
        """{"type":"function","function":{"name":"get_weather","description":"Gets the weather.","parameters":{"type":"object","properties":{"city":{"enum":["Rome","Oslo"]}},"required":["city"]}}}""";

    private readonly ChatdProcess _chatd = new();

    [Fact]
    public async Task Ask_answers_by_a_schema()
    {
        var result = await _chatd.AskAsync("--schema", Schema, "Pick a color and a count.");

        result.AssertSilentSuccess();
        AssertFollows(result.Output);
    }

    [Fact]
    public async Task Ask_answers_by_a_grammar()
    {
        var result = await _chatd.AskAsync("--grammar", "root ::= \"yes\" | \"no\"", "Is water wet?");

        result.AssertSilentSuccess();
        Assert.Contains(result.Output, (string[])["yes\n", "no\n"]);
    }

    [Fact]
    public async Task Ask_prints_the_call_of_a_tool()
    {
        var result = await _chatd.AskAsync("--tool", Tool, "--tool-choice", "get_weather", "Is it raining in Rome?");

        result.AssertSilentSuccess();
        using var call = JsonDocument.Parse(result.Output);
        AssertCall(call.RootElement);
    }

    [Fact]
    public async Task Ask_says_what_is_wrong_with_a_schema()
    {
        var result = await _chatd.AskAsync(
            "--schema",
            """{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}}}""",
            "Hi"
        );

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("#/$defs/b", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_daemon_streams_the_call_of_a_tool_and_answers_by_a_schema()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();

        await rpc.SendAsync(
            $$$$$$"""{"jsonrpc":"2.0","id":1,"method":"chat/complete","params":{"stream":"s","request":{"messages":[{"role":"user","content":"Is it raining in Rome?"}],"tools":[{{{{{{Tool}}}}}}],"tool_choice":"required","parallel_tool_calls":false}}}"""
        );
        var called = (await rpc.AnswerAsync(1)).GetProperty("result").GetProperty("completion");
        await rpc.SendAsync(
            $$$$$$"""{"jsonrpc":"2.0","id":2,"method":"chat/complete","params":{"request":{"messages":[{"role":"user","content":"Pick one."}],"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{{{{{{Schema}}}}}} } } } } }"""
        );
        var answered = (await rpc.AnswerAsync(2)).GetProperty("result").GetProperty("completion");

        Assert.Equal("tool_calls", called.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        AssertCall(Message(called).GetProperty("tool_calls")[0]);
        AssertFollows(Message(answered).GetProperty("content").GetString()!);
        Assert.Equal(0, await rpc.ShutDownAsync());
    }

    public void Dispose() => _chatd.Dispose();

    private static JsonElement Message(JsonElement completion) =>
        completion.GetProperty("choices")[0].GetProperty("message");

    private static void AssertCall(JsonElement call)
    {
        var function = call.GetProperty("function");
        Assert.Equal("get_weather", function.GetProperty("name").GetString());
        using var arguments = JsonDocument.Parse(function.GetProperty("arguments").GetString()!);
        Assert.Contains(arguments.RootElement.GetProperty("city").GetString(), (string?[])["Rome", "Oslo"]);
    }

    private static void AssertFollows(string text)
    {
        using var json = JsonDocument.Parse(text);
        Assert.Contains(json.RootElement.GetProperty("color").GetString(), (string?[])["red", "green", "blue"]);
        Assert.InRange(json.RootElement.GetProperty("count").GetInt32(), 1, 99);
    }
}
