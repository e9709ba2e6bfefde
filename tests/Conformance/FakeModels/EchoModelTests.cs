using System.Text.Json.Nodes;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.FakeModels;

/// <summary>The fields of a request do to the answer what they would do on a real server.</summary>
public sealed class EchoModelTests
{
    private static readonly JsonObject Tool = new()
    {
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = "look", ["parameters"] = new JsonObject() },
    };

    [Theory]
    [InlineData("count 9", """{"stop":" 4"}""", "1 2 3", "stop")]
    [InlineData("count 9", """{"stop":["9","3 4"]}""", "1 2 ", "stop")]
    [InlineData("count 9", """{"max_tokens":2}""", "1 2", "length")]
    [InlineData("count 2", """{"max_completion_tokens":2}""", "1 2", "stop")]
    [InlineData("a b", """{"response_format":{"type":"json_object"}}""", """{"echo":"a b"}""", "stop")]
    [InlineData(
        "hi",
        """{"response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object","properties":{"n":{"type":"integer"},"t":{"type":"string"}}}}}}""",
        """{"n":1,"t":"hi"}""",
        "stop"
    )]
    public async Task A_field_shapes_the_answer(string text, string fields, string content, string finish)
    {
        var choice = (await AskAsync(FakeDialect.OpenAi, text, fields))["choices"]![0]!;

        Assert.Equal(content, (string?)choice["message"]!["content"]);
        Assert.Equal(finish, (string?)choice["finish_reason"]);
    }

    [Fact]
    public async Task Several_choices_take_turns_and_usage_counts_them_all()
    {
        var fields = """{"n":3,"stream_options":{"include_usage":true}}""";

        var events = await StreamAsync(FakeDialect.OpenAi, "count 2", fields);

        Assert.Equal("1 2", ModelCaller.Content(events));
        var indexes = events
            .Where(item => item["choices"]!.AsArray().Count > 0)
            .Select(item => (int)item["choices"]![0]!["index"]!);
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2, 1, 2, 0, 1, 2], indexes);
        Assert.Equal(
            """{"prompt_tokens":2,"completion_tokens":8,"total_tokens":10}""",
            events[^1]["usage"]!.ToJsonString()
        );
        Assert.Empty(events[^1]["choices"]!.AsArray());
    }

    [Fact]
    public async Task Log_probabilities_can_be_told_beforehand()
    {
        var answer = await AskAsync(FakeDialect.OpenAi, "count 2", """{"logprobs":true,"top_logprobs":2}""");

        var second = answer["choices"]![0]!["logprobs"]!["content"]![1]!;
        Assert.Equal((" 2", -0.25), ((string?)second["token"], (double)second["logprob"]!));
        Assert.Equal([-0.25, -1.25], second["top_logprobs"]!.AsArray().Select(top => (double)top!["logprob"]!));
    }

    [Theory]
    [InlineData(FakeDialect.OpenAi, 1 + 4)]
    [InlineData(FakeDialect.Mistral, 1)]
    [InlineData(FakeDialect.Vllm, 1 + 4)]
    public async Task A_tool_is_called_in_pieces_or_whole(FakeDialect dialect, int pieces)
    {
        var fields = new JsonObject { ["tools"] = new JsonArray(Tool.DeepClone()) }.ToJsonString();

        var events = await StreamAsync(dialect, """call look {"x": "a b"}""", fields);

        var calls = events.Select(item => item["choices"]![0]!["delta"]!["tool_calls"]?[0]).OfType<JsonNode>().ToList();
        Assert.Equal(pieces, calls.Count);
        Assert.Equal("look", (string?)calls[0]["function"]!["name"]);
        Assert.Equal("""{"x": "a b"}""", string.Concat(calls.Select(call => (string?)call["function"]!["arguments"])));
        Assert.Equal("tool_calls", (string?)events[^1]["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task Ollama_gives_arguments_as_an_object_and_its_counts_on_the_last_line()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Ollama);
        using var caller = new ModelCaller(model);
        var fields = new JsonObject { ["tools"] = new JsonArray(Tool.DeepClone()) };

        var lines = ModelCaller.Events((await caller.AskAsync("""call look {"x":1}""", stream: true, fields)).Text);

        Assert.Equal(1, (int?)lines[0]["message"]!["tool_calls"]![0]!["function"]!["arguments"]!["x"]);
        Assert.Equal("stop", (string?)lines[^1]["done_reason"]);
        Assert.Equal((3, 1), ((int?)lines[^1]["prompt_eval_count"], (int?)lines[^1]["eval_count"]));
        Assert.All(lines[..^1], line => Assert.False((bool?)line["done"]));
    }

    [Fact]
    public async Task Mistral_refuses_a_field_it_does_not_know()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Mistral);
        using var caller = new ModelCaller(model);

        var (status, text) = await caller.AskAsync("hi", stream: false, new JsonObject { ["user"] = "u" });

        Assert.Equal(422, status);
        Assert.Equal("user", (string?)JsonNode.Parse(text)!["message"]!["detail"]![0]!["loc"]![1]);
    }

    [Fact]
    public async Task Reasoning_has_the_dialects_name()
    {
        async Task<string> DeltasAsync(FakeDialect dialect) =>
            string.Concat(
                (await StreamAsync(dialect, "think so", "{}"))
                    .Select(item => item["choices"]?[0]?["delta"] ?? item["message"])
                    .Select(delta => delta?.ToJsonString())
            );

        Assert.Contains(
            """{"reasoning_content":"Thinking"}""",
            await DeltasAsync(FakeDialect.OpenAi),
            StringComparison.Ordinal
        );
        Assert.Contains("""{"reasoning":"Thinking"}""", await DeltasAsync(FakeDialect.Vllm), StringComparison.Ordinal);
        Assert.Contains("\"thinking\":\"Thinking\"", await DeltasAsync(FakeDialect.Ollama), StringComparison.Ordinal);
        Assert.Contains(
            "{\"type\":\"thinking\",\"thinking\":[",
            await DeltasAsync(FakeDialect.Mistral),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task KTransformers_has_its_own_frame()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.KTransformers);
        using var caller = new ModelCaller(model);

        var (_, text) = await caller.AskAsync("count 2", stream: true);

        Assert.StartsWith("data:{", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\nevent: done\ndata:[DONE]\n\n", text, StringComparison.Ordinal);
        Assert.All(
            ModelCaller.Events(text),
            item =>
            {
                Assert.Equal("not implmented", (string?)item["model"]);
                Assert.True(item["choices"]![0]!["delta"]!.AsObject().ContainsKey("name"));
                Assert.Equal("assistant", (string?)item["choices"]![0]!["delta"]!["role"]);
            }
        );
    }

    [Fact]
    public async Task Azure_wants_its_version_and_begins_with_the_filters_report()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Azure);
        using var caller = new ModelCaller(model);

        var (status, _) = await caller.AskAsync("hi", stream: true, path: "/openai/deployments/echo/chat/completions");
        var first = ModelCaller.Events((await caller.AskAsync("hi", stream: true)).Text)[0];

        Assert.Equal(404, status);
        Assert.Empty(first["choices"]!.AsArray());
        Assert.NotNull(first["prompt_filter_results"]);
    }

    [Fact]
    public async Task Vllm_tells_the_stop_string_and_its_fingerprint_last()
    {
        var events = await StreamAsync(FakeDialect.Vllm, "count 9", """{"stop":["5"]}""");

        Assert.Equal("5", (string?)events[^1]["choices"]![0]!["stop_reason"]);
        Assert.Equal("vllm-echo", (string?)events[^1]["system_fingerprint"]);
        Assert.All(events.SkipLast(1), item => Assert.Null(item["system_fingerprint"]));
    }

    private static async Task<JsonNode> AskAsync(FakeDialect dialect, string text, string fields)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        using var caller = new ModelCaller(model);
        return JsonNode.Parse((await caller.AskAsync(text, stream: false, JsonNode.Parse(fields)!.AsObject())).Text)!;
    }

    private static async Task<List<JsonNode>> StreamAsync(FakeDialect dialect, string text, string fields)
    {
        await using var model = await FakeModelServer.StartAsync(dialect);
        using var caller = new ModelCaller(model);
        return ModelCaller.Events((await caller.AskAsync(text, stream: true, JsonNode.Parse(fields)!.AsObject())).Text);
    }
}
