using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;
using Chat.Core.Tools;

namespace Chat.Core.Tests.Streaming;

public sealed class ChoiceAccumulatorAnswerTests
{
    // Each row: the deltas of a choice, one line each, and the message they make.
    [Theory]
    [InlineData(
        """
            {"role":"assistant","function_call":{"name":"f","arguments":""}}
            {"function_call":{"arguments":"{\"x\":"}}
            {"function_call":{"arguments":"1}"}}
            """,
        """{"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{\"x\":1}"}}"""
    )]
    [InlineData(
        """
            {"audio":{"id":"a","transcript":"Hel"}}
            {"audio":{"data":"AA"}}
            {"audio":{"data":"BB","transcript":"lo"}}
            {"audio":{"expires_at":5,"x":1}}
            """,
        """{"role":"assistant","content":null,"audio":{"id":"a","expires_at":5,"data":"AABB","transcript":"Hello","x":1}}"""
    )]
    [InlineData(
        """
            {"content":"a","annotations":[{"type":"url_citation","url_citation":{"start_index":0,"end_index":1,"url":"u"}}]}
            {"annotations":[{"type":"note"}]}
            """,
        """{"role":"assistant","content":"a","annotations":[{"type":"url_citation","url_citation":{"start_index":0,"end_index":1,"url":"u"}},{"type":"note"}]}"""
    )]
    [InlineData(
        """
            {"content":[{"type":"thinking","thinking":[{"type":"text","text":"h"}]}]}
            {"content":[{"type":"thinking","thinking":[{"type":"text","text":"m"}]}]}
            {"content":[{"type":"text","text":"a"}]}
            {"content":"b"}
            """,
        """{"role":"assistant","content":"ab","reasoning":"hm"}"""
    )]
    [InlineData(
        """
            {"content":"a"}
            {"content":[{"type":"text","text":"b"},{"type":"reference","reference_ids":[1]},{"type":"text","text":"c"}]}
            {"content":"d"}
            """,
        """{"role":"assistant","content":[{"type":"text","text":"ab"},{"type":"reference","reference_ids":[1]},{"type":"text","text":"cd"}]}"""
    )]
    [InlineData(
        """
            {"reasoning_content":"h"}
            {"reasoning_content":"m"}
            """,
        """{"role":"assistant","content":null,"reasoning_content":"hm"}"""
    )]
    [InlineData(
        """
            {"reasoning":"h","reasoning_content":"h"}
            {"reasoning":"m","reasoning_content":"m"}
            """,
        """{"role":"assistant","content":null,"reasoning":"hm","reasoning_content":"hm"}"""
    )]
    [InlineData(
        """
            {"reasoning":"h"}
            {"reasoning_content":"m"}
            """,
        """{"role":"assistant","content":null,"reasoning":"hm"}"""
    )]
    [InlineData(
        """
            {"reasoning":"h","reasoning_content":""}
            {"reasoning":"m","reasoning_content":""}
            """,
        """{"role":"assistant","content":null,"reasoning":"hm","reasoning_content":""}"""
    )]
    [InlineData(
        """
            {"thinking":"h","name":null}
            {"thinking":"m","extra_content":{"google":{"thought_signature":"s"}}}
            {"content":"","extra_content":null}
            """,
        """{"role":"assistant","content":"","thinking":"hm","extra_content":{"google":{"thought_signature":"s"}}}"""
    )]
    public void Deltas_become_the_message_that_was_meant(string deltas, string message)
    {
        var choice = new ChoiceAccumulator(0);
        foreach (var line in deltas.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            choice.Add(Chunks.Share(Wire.Read<ChatDelta>(line)));
        }

        Wire.Same(message, Wire.Write(choice.ToChoice().Message));
    }

    [Fact]
    public void A_thinking_part_with_more_than_text_stays_in_the_content()
    {
        var choice = new ChoiceAccumulator(0);
        choice.Add(
            Chunks.Share(
                Wire.Read<ChatDelta>(
                    """{"content":[{"type":"thinking","thinking":[{"type":"text","text":"h"},{"type":"reference","reference_ids":[1]}]}]}"""
                )
            )
        );

        var message = choice.ToChoice().Message;

        Assert.Equal("h", message.Reasoning);
        Wire.Same(
            """{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"h"},{"type":"reference","reference_ids":[1]}]}]}""",
            Wire.Write(message)
        );
    }

    [Theory]
    [InlineData("stop", CompletionOutcome.ToolCalls)]
    [InlineData("tool_calls", CompletionOutcome.ToolCalls)]
    [InlineData("length", CompletionOutcome.Length)]
    [InlineData("error", CompletionOutcome.Failed)]
    public void A_choice_with_calls_asks_for_them_and_keeps_its_word(string word, CompletionOutcome outcome)
    {
        var calls = new ChatDelta { ToolCalls = [new ToolCallDelta { Function = new FunctionCall { Name = "f" } }] };
        var completion = Chunks.Gather(Chunks.Of(Chunks.Share(calls, 0, new FinishReason(word))));

        Assert.Equal(outcome, completion.Outcome);
        Assert.Equal(word, completion.Choices[0].FinishReason!.Value.Value);
    }

    [Fact]
    public void An_empty_list_of_calls_asks_for_none()
    {
        var completion = Chunks.Gather(
            Chunks.Of(Chunks.Share(new ChatDelta { Content = "a", ToolCalls = [] }, 0, FinishReason.Stop))
        );

        Assert.Equal(CompletionOutcome.Completed, completion.Outcome);
        Assert.Null(completion.Choices[0].Message.ToolCalls);
    }

    [Fact]
    public void A_null_after_a_value_does_not_take_it_away()
    {
        var choice = new ChoiceAccumulator(0);
        foreach (var json in (string[])["null", "7", "null"])
        {
            choice.Add(new ChunkChoice() with { ExtensionData = Wire.Extras($$"""{"stop_reason":{{json}}}""") });
        }

        Assert.Equal(7, choice.ToChoice().ExtensionData!["stop_reason"].GetInt32());
    }
}
