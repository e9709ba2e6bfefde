using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class ChatCompletionAccumulatorTests
{
    [Fact]
    public void Chunks_become_the_answer_they_make_up()
    {
        var completion = Chunks.Gather(
            Chunks.Of(Chunks.Share(new ChatDelta { Role = ChatRole.Assistant, Content = "" })),
            Chunks.Text("Hel"),
            Chunks.Text("lo"),
            Chunks.Text(null, finish: FinishReason.Stop)
        );

        Assert.Equal(
            """{"id":"c1","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop","logprobs":null}],"outcome":"completed"}""",
            Wire.Write(completion)
        );
    }

    [Fact]
    public void Without_a_chunk_there_is_no_answer()
    {
        var accumulator = new ChatCompletionAccumulator();

        Assert.False(accumulator.HasChunks);
        Assert.Throws<InvalidOperationException>(() => accumulator.ToCompletion());
        Assert.Throws<ArgumentNullException>(() => accumulator.Add(null!));
        Assert.False(accumulator.HasChunks);
    }

    [Fact]
    public void Choices_may_come_mixed_and_in_any_order()
    {
        var completion = Chunks.Gather(
            Chunks.Text("c", 2),
            Chunks.Text("a", 0),
            Chunks.Of(
                Chunks.Share(new ChatDelta { Content = "C" }, 2),
                Chunks.Share(new ChatDelta { Content = "b" }, 1)
            ),
            Chunks.Text("A", 0, FinishReason.Stop),
            Chunks.Text(null, 2, FinishReason.Stop),
            Chunks.Text("B", 1, FinishReason.Stop)
        );

        Assert.Equal(
            "0:aA 1:bB 2:cC",
            string.Join(' ', completion.Choices.Select(c => $"{c.Index}:{c.Message.Content}"))
        );
        Assert.Equal(CompletionOutcome.Completed, completion.Outcome);
    }

    [Fact]
    public void Usage_timings_and_fingerprint_may_come_anywhere_and_the_last_holds()
    {
        var completion = Chunks.Gather(
            Chunks.Text("a") with
            {
                Usage = new Usage { TotalTokens = 1 },
                SystemFingerprint = "old",
                Timings = new CompletionTimings { PredictedTokens = 1 },
            },
            Chunks.Text("b", finish: FinishReason.Stop) with
            {
                SystemFingerprint = "new",
            },
            Chunks.Of() with
            {
                Usage = new Usage { TotalTokens = 2 },
                Timings = new CompletionTimings { PredictedTokens = 2 },
            },
            Chunks.Of()
        );

        Assert.Equal(2, completion.Usage!.TotalTokens);
        Assert.Equal(2, completion.Timings!.PredictedTokens);
        Assert.Equal("new", completion.SystemFingerprint);
    }

    [Fact]
    public void Warnings_are_joined()
    {
        Assert.Null(Chunks.Gather(Chunks.Text("a")).Warnings);
        Assert.Equal(
            "one|two",
            string.Join(
                '|',
                Chunks
                    .Gather(Chunks.Of() with { Warnings = ["one"] }, Chunks.Of() with { Warnings = ["two"] })
                    .Warnings!
            )
        );
    }

    [Fact]
    public void The_first_id_model_and_time_that_say_something_hold()
    {
        var completion = Chunks.Gather(
            Chunks.Of() with
            {
                Id = "",
                Model = "",
                Created = 0,
            },
            Chunks.Of() with
            {
                Id = "i",
                Model = "",
                Created = 5,
            },
            Chunks.Of() with
            {
                Id = "j",
                Model = "n",
                Created = 6,
            }
        );

        Assert.Equal(("i", "n", 5L), (completion.Id, completion.Model, completion.Created));
    }

    [Fact]
    public void Unknown_fields_of_every_chunk_are_kept()
    {
        var completion = Chunks.Gather(
            Chunks.Of() with
            {
                ExtensionData = Wire.Extras("""{"prompt_filter_results":[],"x":1}"""),
            },
            Chunks.Of() with
            {
                ExtensionData = Wire.Extras("""{"citations":["u"],"x":2}"""),
            }
        );

        Wire.Same(
            """{"id":"c1","object":"chat.completion","created":1700000000,"model":"m","choices":[],"outcome":"incomplete","prompt_filter_results":[],"x":2,"citations":["u"]}""",
            Wire.Write(completion)
        );
    }

    [Fact]
    public void Log_probabilities_are_joined()
    {
        static ChatCompletionChunk Chunk(string token) =>
            Chunks.Of(
                Chunks.Share(new ChatDelta { Content = token }) with
                {
                    Logprobs = new ChoiceLogprobs { Content = [new TokenLogprob { Token = token }] },
                }
            );

        var logprobs = Chunks.Gather(Chunk("a"), Chunks.Text("-"), Chunk("b")).Choices[0].Logprobs!;

        Assert.Equal("a b", string.Join(' ', logprobs.Content!.Select(token => token.Token)));
    }

    [Fact]
    public void A_stream_that_was_cut_keeps_its_text_and_says_so()
    {
        var completion = Chunks.Gather(Chunks.Text("half of"));

        Assert.Equal("half of", completion.Choices[0].Message.Content!.Text);
        Assert.Null(completion.Choices[0].FinishReason);
        Assert.Equal(CompletionOutcome.Incomplete, completion.Outcome);
        Assert.Equal(CompletionOutcome.Incomplete, Chunks.Gather(Chunks.Of()).Outcome);
    }

    [Theory]
    [InlineData("stop stop", CompletionOutcome.Completed)]
    [InlineData("stop length", CompletionOutcome.Length)]
    [InlineData("stop content_filter length", CompletionOutcome.Filtered)]
    [InlineData("length -", CompletionOutcome.Incomplete)]
    [InlineData("stop error", CompletionOutcome.Failed)]
    public void The_outcome_is_the_first_that_is_not_completed_and_a_cut_beats_all(
        string reasons,
        CompletionOutcome outcome
    )
    {
        var chunks = reasons
            .Split(' ')
            .Select((word, index) => Chunks.Text("x", index, word is "-" ? null : new FinishReason(word)));

        Assert.Equal(outcome, Chunks.Gather([.. chunks]).Outcome);
    }

    [Fact]
    public void An_outcome_the_caller_knows_holds()
    {
        var accumulator = new ChatCompletionAccumulator();
        accumulator.Add(Chunks.Text("a", finish: FinishReason.Stop));

        Assert.Equal(CompletionOutcome.Cancelled, accumulator.ToCompletion(CompletionOutcome.Cancelled).Outcome);
        Assert.Equal(CompletionOutcome.Completed, accumulator.ToCompletion().Outcome);
    }

    [Fact]
    public void An_answer_taken_midway_does_not_change()
    {
        var accumulator = new ChatCompletionAccumulator();
        accumulator.Add(Chunks.Text("a") with { Warnings = ["w"], ExtensionData = Wire.Extras("""{"x":1}""") });
        var midway = accumulator.ToCompletion();
        var before = Wire.Write(midway);
        accumulator.Add(
            Chunks.Text("b", finish: FinishReason.Stop) with
            {
                Warnings = ["v"],
                ExtensionData = Wire.Extras("""{"x":2}"""),
            }
        );

        Assert.Equal(before, Wire.Write(midway));
        Assert.Equal("ab", accumulator.ToCompletion().Choices[0].Message.Content!.Text);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(128)]
    [InlineData(int.MaxValue)]
    public void An_index_out_of_range_breaks_the_protocol_and_keeps_what_had_come(int index)
    {
        var accumulator = new ChatCompletionAccumulator();
        accumulator.Add(Chunks.Text("a"));
        accumulator.Add(Chunks.Text("z", 127));

        var error = Assert.Throws<ChatException>(() => accumulator.Add(Chunks.Text("b", index)));

        Assert.Equal(ChatErrorKind.Protocol, error.Kind);
        Assert.Contains(index.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal("az", string.Concat(error.Partial!.Choices.Select(choice => choice.Message.Content)));
        Assert.Equal(CompletionOutcome.Failed, error.Partial.Outcome);
    }

    [Fact]
    public void Tier_labels_and_moderation_may_come_anywhere_and_obfuscation_is_dropped()
    {
        var completion = Chunks.Gather(
            Chunks.Text("a") with
            {
                ServiceTier = ServiceTier.Auto,
                Moderation = Wire.Read<ModerationReport>("""{"input":{"flagged":false}}"""),
                Obfuscation = "xyz",
            },
            Chunks.Text("b", finish: FinishReason.Stop) with
            {
                ServiceTier = ServiceTier.Default,
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = "v" },
                Moderation = Wire.Read<ModerationReport>("""{"output":{"flagged":true}}"""),
            }
        );

        Assert.Equal(ServiceTier.Default, completion.ServiceTier);
        Assert.Equal("v", completion.Metadata!["k"]);
        Assert.False(completion.Moderation!.Input!.Value.GetProperty("flagged").GetBoolean());
        Assert.True(completion.Moderation.Output!.Value.GetProperty("flagged").GetBoolean());
        Assert.Null(completion.ExtensionData);
    }

    [Fact]
    public void What_the_server_changes_midway_is_told()
    {
        var accumulator = new ChatCompletionAccumulator();
        accumulator.Add(Chunks.Text("a"));
        Assert.Empty(accumulator.ChangedFields);

        accumulator.Add(Chunks.Text("b") with { Id = "other", Created = 1700000001 });
        accumulator.Add(Chunks.Text("c") with { Model = "router-2" });
        accumulator.Add(Chunks.Text("d") with { Model = "router-3", Id = "" });

        Assert.Equal("created id model", string.Join(' ', accumulator.ChangedFields));
        var completion = accumulator.ToCompletion();
        Assert.Equal(("c1", "m"), (completion.Id, completion.Model));
        Assert.Contains("from m to router-2", Assert.Single(completion.Warnings!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_latencies_are_those_of_the_last_chunk_and_of_the_first_token()
    {
        static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

        var completion = Chunks.Gather(
            Chunks.Of(Chunks.Share(new ChatDelta { Role = ChatRole.Assistant, Content = "" })) with
            {
                TotalLatency = Seconds(1),
            },
            Chunks.Of(Chunks.Share(new ChatDelta { Reasoning = "h" })) with
            {
                TotalLatency = Seconds(2),
            },
            Chunks.Text("a") with
            {
                TotalLatency = Seconds(3),
            },
            Chunks.Of() with
            {
                TotalLatency = Seconds(4),
            }
        );

        Assert.Equal((Seconds(4), Seconds(2)), (completion.Latency, completion.TimeToFirstToken));
        Assert.Null(Chunks.Gather(Chunks.Text("a")).Latency);
        Assert.Null(Chunks.Gather(Chunks.Text("a")).TimeToFirstToken);
    }

    [Theory]
    [InlineData("""{"content":"a"}""")]
    [InlineData("""{"refusal":"a"}""")]
    [InlineData("""{"thinking":"a"}""")]
    [InlineData("""{"tool_calls":[{"function":{"name":"f"}}]}""")]
    [InlineData("""{"function_call":{"name":"f"}}""")]
    [InlineData("""{"audio":{"data":"AA"}}""")]
    [InlineData("""{"content":[{"type":"image_url"}]}""")]
    public void Each_kind_of_output_is_a_first_token(string delta)
    {
        var chunk = Chunks.Of(Chunks.Share(Wire.Read<ChatDelta>(delta))) with { TotalLatency = TimeSpan.FromTicks(5) };

        Assert.Equal(5, Chunks.Gather(chunk).TimeToFirstToken!.Value.Ticks);
    }

    [Fact]
    public void Nulls_in_lists_are_passed_over()
    {
        var completion = Chunks.Gather(
            Wire.Read<ChatCompletionChunk>(
                """{"choices":[null,{"delta":{"tool_calls":[null],"annotations":[null]}}]}"""
            )
        );

        Assert.Null(Assert.Single(completion.Choices).Message.ToolCalls);
    }
}
