using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Requests;

public sealed class ChatCompletionRequestTests
{
    [Fact]
    public void A_field_left_null_is_not_written() =>
        Assert.Equal(
            """{"messages":[{"role":"user","content":"hi"}]}""",
            Wire.Write(ChatCompletionRequest.Create(null, ChatMessage.User("hi")))
        );

    [Fact]
    public void Every_field_has_its_wire_name() =>
        Assert.Equal(
            """
            {"messages":[],"model":"m","temperature":0.5,"top_p":0.9,"max_completion_tokens":5,"max_tokens":6,"n":2,"seed":-7,"stop":["a"],
            "stream":true,"stream_options":{"include_usage":true},"frequency_penalty":-1,"presence_penalty":1.5,"logit_bias":{"42":-100},
            "logprobs":true,"top_logprobs":3,"top_k":40,"min_p":0.05,"typical_p":0.8,"repeat_penalty":1.1,"repeat_last_n":-1,"ignore_eos":false}
            """.ReplaceLineEndings(""),
            Wire.Write(
                new ChatCompletionRequest
                {
                    Messages = [],
                    Model = "m",
                    Temperature = 0.5,
                    TopP = 0.9,
                    MaxCompletionTokens = 5,
                    MaxTokens = 6,
                    N = 2,
                    Seed = -7,
                    Stop = ["a"],
                    Stream = true,
                    StreamOptions = new StreamOptions { IncludeUsage = true },
                    FrequencyPenalty = -1,
                    PresencePenalty = 1.5,
                    LogitBias = new Dictionary<string, double>(StringComparer.Ordinal) { ["42"] = -100 },
                    Logprobs = true,
                    TopLogprobs = 3,
                    TopK = 40,
                    MinP = 0.05,
                    TypicalP = 0.8,
                    RepeatPenalty = 1.1,
                    RepeatLastN = -1,
                    IgnoreEos = false,
                }
            )
        );

    // The fields of the wire contract, typed here or not.
    [Fact]
    public void Every_field_of_the_wire_contract_survives() =>
        Wire.Survives<ChatCompletionRequest>(
            """
            {"messages":[{"role":"developer","content":"d"}],"model":"m","frequency_penalty":0,"presence_penalty":0,"logit_bias":{"1":2.5},
             "logprobs":true,"top_logprobs":20,"max_tokens":1,"max_completion_tokens":2,"n":1,"seed":9223372036854775807,"stop":"x",
             "stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false},"temperature":0,"top_p":1,
             "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"},"strict":true}}],"tool_choice":"auto",
             "parallel_tool_calls":true,"functions":[{"name":"g"}],"function_call":{"name":"g"},
             "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object"},"strict":true}},
             "reasoning_effort":"low","verbosity":"high","prediction":{"type":"content","content":[{"type":"text","text":"p"}]},
             "modalities":["text","audio"],"audio":{"voice":"v","format":"wav"},"store":false,"metadata":{"k":"v"},"service_tier":"flex",
             "user":"u","safety_identifier":"s","prompt_cache_key":"k","prompt_cache_options":{"ttl":"30m"},"moderation":{"model":"m"},
             "web_search_options":{"search_context_size":"low","user_location":{"type":"approximate","approximate":{"city":"c"}}},
             "random_seed":3,"safe_prompt":false,"prompt_mode":"reasoning","keep_alive":"5m","options":{"num_ctx":4096},"think":true,
             "top_k":0,"min_p":0,"typical_p":1,"repeat_penalty":1,"repeat_last_n":0,"ignore_eos":true,"dry_multiplier":0.8,
             "xtc_probability":0.5,"mirostat":2,"grammar":"root ::= \"a\"","json_schema":{},"cache_prompt":true}
            """
        );

    [Fact]
    public void The_token_limit_is_the_newer_field_else_the_older()
    {
        var request = ChatCompletionRequest.Create("m", ChatMessage.User("hi"));

        Assert.Null(request.TokenLimit);
        Assert.Equal(6, (request with { MaxTokens = 6 }).TokenLimit);
        Assert.Equal(5, (request with { MaxTokens = 6, MaxCompletionTokens = 5 }).TokenLimit);
        Assert.Equal(7, (request with { MaxTokens = 6, MaxCompletionTokens = 7 }).TokenLimit);
    }

    [Fact]
    public void Create_takes_messages_one_by_one_or_as_a_list()
    {
        IReadOnlyList<ChatMessage> list = [ChatMessage.System("a"), ChatMessage.User("b")];

        Assert.Same(list, ChatCompletionRequest.Create("m", list).Messages);
        Assert.Equal(list, ChatCompletionRequest.Create("m", ChatMessage.System("a"), ChatMessage.User("b")).Messages);
    }

    [Fact]
    public void Of_two_fields_of_one_name_the_last_holds()
    {
        var request = Wire.Read<ChatCompletionRequest>("""{"messages":[],"n":1,"n":2,"x":1,"x":2}""");

        Assert.Equal(2, request.N);
        Assert.Equal(2, request.ExtensionData!["x"].GetInt32());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"messages":null}""")]
    [InlineData("""{"messages":{}}""")]
    [InlineData("""{"messages":[],"temperature":"hot"}""")]
    [InlineData("""{"messages":[],"n":1.5}""")]
    [InlineData("""{"messages":[],"n":99999999999}""")]
    [InlineData("""{"messages":[],"logit_bias":[1]}""")]
    [InlineData("""{"messages":[],}""")]
    [InlineData("""{"messages":[]""")]
    public void What_is_no_request_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<ChatCompletionRequest>(json));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Nesting_is_bounded(int lists, bool isRead)
    {
        var json = $$"""{"messages":[],"x":{{new string('[', lists)}}{{new string(']', lists)}}}""";

        if (isRead)
        {
            Wire.Survives<ChatCompletionRequest>(json);
        }
        else
        {
            Assert.Throws<JsonException>(() => Wire.Read<ChatCompletionRequest>(json));
        }
    }
}
