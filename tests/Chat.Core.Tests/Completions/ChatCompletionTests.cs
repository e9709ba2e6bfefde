using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Completions;

public sealed class ChatCompletionTests
{
    private static readonly ChatCompletion Small = new()
    {
        Id = "chatcmpl-1",
        Model = "m",
        Choices = [new ChatChoice { Message = ChatMessage.Assistant("Yes."), FinishReason = FinishReason.Stop }],
    };

    [Fact]
    public void The_smallest_answer_has_the_fields_of_the_specification_and_no_others() =>
        Assert.Equal(
            """{"id":"chatcmpl-1","object":"chat.completion","created":0,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Yes."},"finish_reason":"stop","logprobs":null}]}""",
            Wire.Write(Small)
        );

    [Fact]
    public void Every_further_field_has_its_wire_name() =>
        Wire.Same(
            """
            {"id":"i","object":"chat.completion","created":1700000000,"model":"m","choices":[],
             "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3},"system_fingerprint":"fp",
             "timings":{"cache_n":0,"prompt_n":0,"prompt_ms":0,"prompt_per_second":0,"predicted_n":0,"predicted_ms":0,"predicted_per_second":0},
             "outcome":"cancelled","warnings":["seed is ignored"],"x_groq":"default"}
            """,
            Wire.Write(
                new ChatCompletion
                {
                    Id = "i",
                    Created = 1700000000,
                    Model = "m",
                    Choices = [],
                    Usage = new Usage
                    {
                        PromptTokens = 1,
                        CompletionTokens = 2,
                        TotalTokens = 3,
                    },
                    SystemFingerprint = "fp",
                    Timings = new CompletionTimings(),
                    Outcome = CompletionOutcome.Cancelled,
                    Warnings = ["seed is ignored"],
                    ExtensionData = Wire.Extras("""{"x_groq":"default"}"""),
                }
            )
        );

    [Fact]
    public void An_answer_of_a_server_survives_with_the_fields_this_library_does_not_know() =>
        Wire.Survives<ChatCompletion>(
            """
            {"id":"chatcmpl-B9","object":"chat.completion","created":1741569952,"model":"gpt-4.1","choices":[{"index":0,
             "message":{"role":"assistant","content":"Hello!","refusal":"no","annotations":[{"type":"url_citation","url_citation":{"start_index":0,"end_index":3,"url":"u"}}],
             "audio":{"id":"a","expires_at":1}},"logprobs":null,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29},"service_tier":"default",
             "metadata":{"k":"v"},"moderation":{"input":{"flagged":false}},"citations":["https://example.org"],"x_groq":{"id":"r"}}
            """
        );

    [Theory]
    [InlineData("""{"id":"i","model":"m","choices":[]}""")]
    [InlineData("""{"id":"i","model":"m","choices":[],"object":null}""")]
    public void An_object_word_that_a_server_leaves_out_is_supplied(string json)
    {
        var completion = Wire.Read<ChatCompletion>(json);

        Assert.Equal("chat.completion", completion.Object);
        Assert.Contains("\"object\":\"chat.completion\"", Wire.Write(completion), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_word_of_the_server_is_kept() =>
        Assert.Equal(
            "chat",
            Wire.Read<ChatCompletion>("""{"id":"i","model":"m","choices":[],"object":"chat"}""").Object
        );

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"id":null,"object":null,"created":null,"model":null,"choices":null}""")]
    public void What_a_server_leaves_out_or_null_reads_as_nothing(string json)
    {
        var completion = Wire.Read<ChatCompletion>(json);

        Assert.Equal(("", "", 0L), (completion.Id, completion.Model, completion.Created));
        Assert.Empty(completion.Choices);
    }

    [Theory]
    [InlineData("""{"id":"i","model":"m"}""")]
    [InlineData("""{"id":"i","model":"m","choices":{}}""")]
    [InlineData("""{"id":5,"model":"m","choices":[]}""")]
    [InlineData("""[]""")]
    public void What_is_no_answer_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<ChatCompletion>(json));

    [Theory]
    [InlineData("""{"metadata":{"a":1}}""")]
    [InlineData("""{"warnings":[{"code":1}],"x":1}""")]
    [InlineData("""{"warnings":7}""")]
    [InlineData("""{"outcome":"splendid"}""")]
    [InlineData("""{"outcome":5,"metadata":"none","warnings":[1]}""")]
    public void A_decorative_field_of_another_type_is_kept_and_costs_no_text(string fields)
    {
        var json =
            $$$"""{"id":"i","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":null,"logprobs":null}],{{{fields[1..^1]}}}}""";

        var answer = Wire.Survives<ChatCompletion>(json);

        Assert.Equal("a", answer.AssistantMessage()!.Content!.Text);
        Assert.Null(answer.Metadata);
        Assert.Null(answer.Warnings);
        Assert.Null(answer.Outcome);
        Wire.Same(fields, JsonSerializer.Serialize(answer.ExtensionData));
    }

    [Fact]
    public void Decorative_fields_of_their_type_are_typed()
    {
        var answer = Wire.Read<ChatCompletion>(
            """{"choices":[],"metadata":{"a":"b"},"warnings":["w"],"outcome":"length"}"""
        );

        Assert.Equal("b", answer.Metadata!["a"]);
        Assert.Equal("w", Assert.Single(answer.Warnings!));
        Assert.Equal(CompletionOutcome.Length, answer.Outcome);
        Assert.Null(answer.ExtensionData);
    }

    [Fact]
    public void Choices_without_an_index_go_by_their_place()
    {
        var answer = Wire.Read<ChatCompletion>(
            """{"choices":[{"message":{"content":"a"}},null,{"index":null,"message":{"content":"b"}},{"index":0,"message":{"content":"c"}}]}"""
        );

        Assert.Equal([0, 1, 0], answer.Choices.Select(choice => choice.Index));
    }

    [Fact]
    public void The_assistant_message_is_the_first_of_that_role()
    {
        var tool = new ChatMessage { Role = ChatRole.Tool, Content = "t" };
        var both = Small with
        {
            Choices =
            [
                new ChatChoice { Message = tool },
                new ChatChoice { Index = 1, Message = ChatMessage.Assistant("a") },
            ],
        };

        Assert.Equal("a", both.AssistantMessage()!.Content!.Text);
        Assert.Null((Small with { Choices = [new ChatChoice { Message = tool }] }).AssistantMessage());
        Assert.Null((Small with { Choices = [] }).AssistantMessage());
    }

    [Fact]
    public void Lists_are_compared_by_reference()
    {
        Assert.Equal(Small, Small with { });
        Assert.NotEqual(Small, Small with { Choices = [.. Small.Choices] });
    }
}
