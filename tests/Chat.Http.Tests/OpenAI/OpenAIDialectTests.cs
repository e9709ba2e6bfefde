using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Core.Requests;
using Chat.Http.OpenAI;
using Chat.Http.Tests.Faults;

namespace Chat.Http.Tests.OpenAI;

public sealed class OpenAIDialectTests
{
    [Theory]
    [InlineData(HttpTargets.OpenAI, true)]
    [InlineData(HttpTargets.Vllm, true)]
    [InlineData(HttpTargets.LlamaServer, true)]
    [InlineData(HttpTargets.OllamaV1, true)]
    // A server of which nothing is known may refuse the field.
    [InlineData(HttpTargets.OpenAICompatible, false)]
    public void The_count_of_tokens_is_asked_for_where_it_is_known_to_help(string target, bool asks)
    {
        var dialect = new OpenAIDialect(target);

        var asked = JsonNode.Parse(dialect.Write(Caller.Hello, stream: true).Body.Span)!["stream_options"];
        Assert.Equal(asks, (bool?)asked?["include_usage"] == true);

        // The caller's own word stands, and to say nothing says it: servers that do not know the field refuse it.
        var no = Caller.Hello with
        {
            StreamOptions = new StreamOptions { IncludeUsage = false },
        };
        Assert.Null(JsonNode.Parse(dialect.Write(no, stream: true).Body.Span)!["stream_options"]);
    }

    [Fact]
    public void Of_two_limits_the_newer_name_is_sent_alone()
    {
        var both = Caller.Hello with { MaxTokens = 5, MaxCompletionTokens = 6 };

        var body = JsonNode.Parse(new OpenAIDialect(HttpTargets.OpenAI).Write(both, stream: false).Body.Span)!;

        Assert.Equal((null, 6), (body["max_tokens"], (int?)body["max_completion_tokens"]));
    }

    [Theory]
    [InlineData(5, null, 5)]
    [InlineData(null, 6, 6)]
    [InlineData(5, 6, 6)]
    public void Ollama_is_given_the_limit_by_the_older_name(int? older, int? newer, int sent)
    {
        var request = Caller.Hello with { MaxTokens = older, MaxCompletionTokens = newer };

        var body = JsonNode.Parse(new OpenAIDialect(HttpTargets.OllamaV1).Write(request, stream: false).Body.Span)!;

        Assert.Equal((sent, null), ((int?)body["max_tokens"], body["max_completion_tokens"]));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    public void What_is_no_answer_is_an_error(string json)
    {
        Assert.ThrowsAny<JsonException>(() =>
            new OpenAIDialect(HttpTargets.OpenAI).ReadAnswer(System.Text.Encoding.UTF8.GetBytes(json))
        );
    }
}
