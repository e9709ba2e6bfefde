using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Core.Tests.Backends;

public sealed class CapabilityReportTests
{
    [Theory]
    [InlineData("openai", """ "seed":1,"n":2,"tools":[{"type":"custom","custom":{"name":"c"}}] """, "")]
    [InlineData(
        "mistral",
        """ "seed":1,"max_completion_tokens":5,"stream_options":{"include_usage":true},"tool_choice":"required" """,
        ""
    )]
    [InlineData("ollama-v1", """ "n":2,"logit_bias":{"1":5} """, "logit_bias changes nothing on Ollama's /v1.")]
    [InlineData("ollama", """ "tool_choice":"required" """, "tool_choice:required changes nothing on Ollama.")]
    [InlineData(
        "llama-server",
        """ "user":"u","verbosity":"low" """,
        "verbosity changes nothing on llama-server.|user changes nothing on llama-server."
    )]
    [InlineData("vllm", """ "colour":1 """, "colour is sent, but vLLM is not known to heed it.")]
    [InlineData(
        "openai",
        """ "top_k":1,"min_p":0.1,"colour":1 """,
        "top_k, min_p and colour are sent, but OpenAI is not known to heed them."
    )]
    [InlineData("vllm", """ "audio":{"voice":"v","format":"wav","colour":1} """, "audio changes nothing on vLLM.")]
    [InlineData("mistral", """ "store":false,"service_tier":"auto","user":null """, "")]
    [InlineData(
        "mistral",
        """ "messages":[{"role":"assistant","content":[{"type":"text","text":"t","tone":1}],"mood":1,"tool_calls":[{"id":"a","index":0,"colour":1}]}] """,
        "messages[].content[].tone changes nothing on Mistral.|messages[].tool_calls[].colour changes nothing on Mistral.|messages[].mood changes nothing on Mistral."
    )]
    [InlineData("openai", """ "messages":[{"role":"assistant","tool_calls":[{"id":"a","index":0}]}] """, "")]
    public void What_is_not_heeded_is_said_in_a_sentence(string target, string fields, string warnings) =>
        Assert.Equal(warnings, string.Join('|', CapabilityReport.Examine(Read(fields), CapabilityTable.For(target))));

    [Theory]
    [InlineData(
        "mistral",
        """ "user":"u" """,
        "Mistral does not take user, so the request was not sent.",
        "Leave user out, or use a model elsewhere."
    )]
    [InlineData(
        "mistral",
        """ "store":true,"verbosity":"low","colour":1 """,
        "Mistral does not take verbosity, store and colour, so the request was not sent.",
        "Leave them out, or use a model elsewhere."
    )]
    [InlineData(
        "embedded",
        """ "modalities":["audio"] """,
        "The local engine does not take modalities, so the request was not sent.",
        "Leave modalities out, or use a model elsewhere."
    )]
    public void What_is_refused_is_named_with_the_target_and_what_to_do(
        string target,
        string fields,
        string message,
        string advice
    )
    {
        var error = Assert.Throws<ChatException>(() =>
            CapabilityReport.Examine(Read(fields), CapabilityTable.For(target))
        );

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal(message, error.Message);
        Assert.Equal(advice, error.Advice);
    }

    [Fact]
    public void In_strict_mode_all_that_changes_nothing_is_refused_in_one_error()
    {
        var error = Assert.Throws<ChatException>(() =>
            CapabilityReport.RefuseUnheeded(
                Read(""" "user":"u","verbosity":"low","seed":2,"colour":1 """),
                CapabilityTable.For("llama-server")
            )
        );

        Assert.Equal("Llama-server does not heed verbosity and user, so the request was not sent.", error.Message);
        CapabilityReport.RefuseUnheeded(Read(""" "seed":1,"colour":1 """), CapabilityTable.For("llama-server"));
    }

    [Fact]
    public void Fields_without_number_and_names_without_end_are_cut()
    {
        var fields = string.Join(',', Enumerable.Range(0, 40).Select(index => $"\"f{index}\":1"));
        var ignored = CapabilityReport.Examine(Read(fields), CapabilityTable.For("embedded"));
        var unverified = CapabilityReport.Examine(Read(fields), CapabilityTable.For("vllm"));
        var long_ = CapabilityReport.Examine(Read($"\"{new string('x', 101)}\":1"), CapabilityTable.For("embedded"));

        Assert.Equal(33, ignored.Count);
        Assert.Equal("8 more fields change nothing on the local engine.", ignored[^1]);
        Assert.EndsWith(
            "f31 and 8 more are sent, but vLLM is not known to heed them.",
            Assert.Single(unverified),
            StringComparison.Ordinal
        );
        Assert.Equal($"{new string('x', 100)}… changes nothing on the local engine.", Assert.Single(long_));
    }

    [Fact]
    public void An_unknown_server_is_known_to_stream_text_and_no_more()
    {
        var unknown = CapabilityTable.For(CapabilityTable.UnknownServer);

        Assert.Equal(
            ["seed is sent, but echo is not known to heed it."],
            CapabilityReport.Examine(Read(""" "seed":1 """), unknown, "echo")
        );
        Assert.Empty(CapabilityReport.Examine(Read(""" "model":"m","stream":true """), unknown));
        Assert.Equal(
            ["temperature is sent, but this server is not known to heed it."],
            CapabilityReport.Examine(Read(""" "temperature":1 """), unknown)
        );
    }

    private static ChatCompletionRequest Read(string fields) =>
        JsonSerializer.Deserialize(
            $$"""{"messages":[{"role":"user","content":"Hi"}],{{fields}}}""",
            ChatJsonContext.Default.ChatCompletionRequest
        )!;
}
