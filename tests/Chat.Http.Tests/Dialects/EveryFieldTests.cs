using System.Text.Json.Nodes;
using Chat.Core.Backends;
using Chat.Http.Mistral;
using Chat.Http.Tests.Faults;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Dialects;

/// <summary>What goes over the wire of a request with every field, at each kind of server.</summary>
public sealed class EveryFieldTests
{
    private const string Answer =
        """{"choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"}]}""";

    private const string OllamaAnswer = """{"message":{"role":"assistant","content":"a"},"done":true}""";

    public static TheoryData<string> AsTheyAre() =>
        [
            HttpTargets.OpenAI,
            HttpTargets.OpenAICompatible,
            HttpTargets.Azure,
            HttpTargets.Vllm,
            HttpTargets.LlamaServer,
            HttpTargets.KTransformers,
            HttpTargets.OllamaV1,
        ];

    [Theory]
    [MemberData(nameof(AsTheyAre))]
    public async Task Every_field_arrives_as_it_was_given(string target)
    {
        var request = WireFields.WithoutRefused(WireFields.Every(), target);
        // Emulated by as many requests where the server makes one answer at a time.
        request.Remove("n");
        var expected = request.DeepClone().AsObject();
        if (target == HttpTargets.OllamaV1)
        {
            expected["max_tokens"] = 5;
            expected.Remove("max_completion_tokens");
        }
        else if (target is HttpTargets.OpenAI or HttpTargets.Azure)
        {
            // They refuse both names of the limit together.
            expected.Remove("max_tokens");
        }

        await CheckAsync(target, request, expected);
    }

    [Fact]
    public async Task Mistral_gets_its_own_words()
    {
        var request = WireFields.WithoutRefused(WireFields.Every(), HttpTargets.Mistral);
        var expected = request.DeepClone().AsObject();
        expected["max_tokens"] = 5;
        foreach (var name in (string[])["max_completion_tokens", "seed", "stream_options"])
        {
            Assert.True(expected.Remove(name), name);
        }

        expected["messages"]![0]!["role"] = "system";
        // Nobody knows it: left out of a message, where it may have come with an answer.
        Assert.True(expected["messages"]![0]!.AsObject().Remove("x_unknown"));
        var assistant = expected["messages"]![3]!.AsObject();
        Assert.Equal("assistant", (string?)assistant["role"]);
        foreach (var name in (string[])["refusal", "annotations", "reasoning", "reasoning_content", "thinking"])
        {
            Assert.True(assistant.Remove(name), name);
        }

        assistant["content"] = JsonNode.Parse(
            """[{"type":"thinking","thinking":[{"type":"text","text":"w"}]},{"type":"text","text":"c"}]"""
        );

        foreach (var message in expected["messages"]!.AsArray())
        {
            foreach (var call in message!["tool_calls"]?.AsArray() ?? [])
            {
                call!["id"] = MistralRequests.CallId((string?)call["id"]);
            }

            if (message["tool_call_id"] is { } id)
            {
                message["tool_call_id"] = MistralRequests.CallId((string?)id);
            }
        }

        await CheckAsync(HttpTargets.Mistral, request, expected);
    }

    [Fact]
    public async Task Ollama_gets_messages_in_its_own_words()
    {
        var request = WireFields.WithoutRefused(WireFields.Every(), HttpTargets.Ollama);
        foreach (var name in (string[])["n", "prompt", "suffix", "system", "template", "raw", "images"])
        {
            Assert.True(request.Remove(name), name);
        }

        // It takes images as base64 only.
        request["messages"]![2]!["content"]![1]!["image_url"]!["url"] = "data:image/png;base64,AA==";
        request["messages"]![2]!["content"]![2]!["image_url"] = "data:image/png;base64,AA==";
        request["messages"]![2]!["content"]![3]!["input_audio"]!["data"] = "AA==";
        var expected = JsonNode.Parse(
            """
            {"model":"m","stream":true,"format":{"type":"object"},"think":"high","keep_alive":"5m","logprobs":true,"top_logprobs":3,
             "x_unknown":{"a":[1.5,null,"é"]},
             "options":{"num_ctx":1,"num_batch":2,"num_gpu":3,"main_gpu":4,"use_mmap":true,"num_thread":5,"num_keep":6,"seed":7,"num_predict":8,
               "draft_num_predict":9,"top_k":10,"top_p":0.5,"min_p":0.1,"typical_p":0.2,"repeat_last_n":11,"temperature":0.3,"repeat_penalty":1.1,
               "presence_penalty":0.4,"frequency_penalty":0.6,"stop":["a"]},
             "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true,"x_unknown":1}}],
             "messages":[
               {"role":"system","content":"d","x_unknown":"y"},
               {"role":"system","content":"s"},
               {"role":"user","content":"t","images":["AA==","AA==","AA=="]},
               {"role":"assistant","content":"c","thinking":"w","images":["AA"],
                "tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":{}}}]},
               {"role":"assistant","content":"","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":{}}}]},
               {"role":"assistant","content":"r","thinking":"t"},
               {"role":"tool","content":"r","tool_call_id":"a","tool_name":"f"},
               {"role":"tool","content":"r","tool_name":"f"}]}
            """
        )!;

        await CheckAsync(HttpTargets.Ollama, request, expected);
    }

    [Fact]
    public async Task Ollama_gets_a_prompt_in_its_own_words()
    {
        var request = WireFields.WithoutRefused(WireFields.Every(), HttpTargets.Ollama);
        foreach (var name in (string[])["n", "tools", "tool_choice", "format", "think", "options"])
        {
            request.Remove(name);
        }

        request["messages"] = new JsonArray();
        var expected = JsonNode.Parse(
            """
            {"model":"m","stream":true,"prompt":"p","suffix":"s","system":"s","template":"t","raw":true,"images":["AA"],"keep_alive":"5m",
             "logprobs":true,"top_logprobs":3,"x_unknown":{"a":[1.5,null,"é"]},"format":{"type":"object"},"think":"max",
             "options":{"temperature":0.5,"top_p":0.9,"num_predict":5,"seed":-7,"stop":["a","b"],"presence_penalty":1.5,"frequency_penalty":-1,
               "top_k":40,"min_p":0.05,"typical_p":0.8,"repeat_penalty":1.1,"repeat_last_n":-1}}
            """
        )!;

        await CheckAsync(HttpTargets.Ollama, request, expected);
    }

    public static TheoryData<string> Others() => [.. Chat.Core.Tests.Support.EveryField.OtherForms];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Every_other_form_arrives_as_it_was_given(string form)
    {
        var json = JsonNode.Parse(form)!.AsObject();
        json["messages"] = JsonNode.Parse("""[{"role":"user","content":"x"}]""");
        json["tools"] ??= JsonNode.Parse("""[{"type":"function","function":{"name":"f"}}]""");
        json["functions"] = JsonNode.Parse("""[{"name":"f"}]""");
        json["model"] = "m";
        json["stream"] = true;
        json["stream_options"] = JsonNode.Parse("""{"include_usage":true}""");
        foreach (
            var target in (string[])
                [HttpTargets.OpenAI, HttpTargets.Vllm, HttpTargets.LlamaServer, HttpTargets.KTransformers]
        )
        {
            var request = WireFields.WithoutRefused(json.DeepClone().AsObject(), target);
            await CheckAsync(target, request, request.DeepClone());
        }
    }

    public static TheoryData<string> Harmless() =>
        [
            "function_call:\"auto\"",
            "ignore_eos:false",
            "grammar:\"\"",
            "store:false",
            "raw:false",
            "images:[]",
            "modalities:[\"text\"]",
            "service_tier:\"auto\"",
            "typical_p:1",
            "repeat_penalty:1",
            "stream_options:{\"include_usage\":false}",
            "samplers:[]",
            "x_unknown:[]",
            "x_unknown:null",
        ];

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task What_asks_for_nothing_is_left_out_where_it_would_be_refused(string field)
    {
        var name = field.Split(':', 2)[0];
        var request = WireFields.Read(
            JsonNode.Parse(
                $$"""
                {"model":"m","messages":[{"role":"user","content":"x"},
                  {"role":"assistant","content":"y","reasoning":"","images":[],"refusal":null,"annotations":[],"x_unknown":[]},
                  {"role":"user","content":"z"}],"{{name}}":{{field.Split(':', 2)[1]}}}
                """
            )!
        );
        await using var server = await FakeServer.StartAsync(FakeReplies.Json(Answer));
        await using var caller = new Caller(HttpTargets.Mistral, server.Address);

        var ended = await caller.AskAsync(stream: false, request);

        Assert.Null(ended.Failure);
        WireFields.Same(
            JsonNode.Parse(
                """
                {"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"},{"role":"user","content":"z"}]}
                """
            )!,
            Assert.Single(server.Requests).Json
        );
    }

    public static TheoryData<string> Targets() => [.. CapabilityTable.Targets.Where(name => name != "embedded")];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task What_a_server_refuses_is_refused_before_it_is_sent(string target)
    {
        await using var server = await FakeServer.StartAsync();
        await using var caller = new Caller(target, server.Address);
        var every = WireFields.Read(WireFields.Every()) with { N = null };
        var refused = RequestFields
            .Of(every)
            .Where(key => caller.Backend.Capabilities[key] == FieldSupport.Refused)
            .ToList();
        if (refused.Count == 0)
        {
            Assert.DoesNotContain(target, (string[])[HttpTargets.Mistral, HttpTargets.Ollama, HttpTargets.OllamaV1]);
            return;
        }

        var failure = (await caller.AskAsync(stream: true, every)).Failure;

        Assert.All(refused.Take(31), key => Assert.Contains(key, failure!.Message));
        Assert.Equal(0, server.TotalConnections);
    }

    private static async Task CheckAsync(string target, JsonNode json, JsonNode expected)
    {
        var request = WireFields.Read(json);
        await using var server = await FakeServer.StartAsync(
            target == HttpTargets.Ollama ? FakeReplies.NdJson(OllamaAnswer) : FakeReplies.Json(Answer)
        );
        await using var caller = new Caller(target, server.Address);

        var ended = await caller.AskAsync(stream: true, request);

        Assert.Null(ended.Failure);
        WireFields.Same(expected, Assert.Single(server.Requests).Json);
        var warnings = string.Join('\n', ended.Answer!.Warnings ?? []);
        var unheeded = RequestFields
            .Of(request)
            .Where(key => caller.Backend.Capabilities[key] is FieldSupport.Ignored or FieldSupport.Unverified)
            .ToList();
        Assert.All(unheeded, key => Assert.True(IsNamed(key, warnings), $"{key} in {warnings}"));
    }

    // Itself, or what is around it.
    private static bool IsNamed(string key, string warnings)
    {
        for (
            var length = key.Length;
            length > 0;
            length = Math.Max(key.LastIndexOf('.', length - 1), key.LastIndexOf('[', length - 1))
        )
        {
            if (warnings.Contains(key[..length], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return warnings.Contains("more", StringComparison.Ordinal);
    }
}
