using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskRunnerTests : IDisposable
{
    private static readonly CompletionTimings Timings = new()
    {
        CachedTokens = 2,
        PromptTokens = 10,
        PromptMilliseconds = 100,
        PredictedTokens = 5,
        PredictedMilliseconds = 50,
        TimeToFirstTokenMilliseconds = 120,
        LoadMilliseconds = 300,
    };

    private readonly Door _door = new();

    private FakeBackend Backend => _door.Engine.Backend;

    [Fact]
    public async Task Each_piece_is_flushed_as_it_comes()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are ☃."), Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "Are dogs real?"));
        Assert.Equal(
            ["Yes, ", "Yes, they are ☃.", "Yes, they are ☃.\n"],
            ((RecordingStream)_door.Terminal.Output).Flushed
        );
        Assert.Equal("", _door.Error);
    }

    [Fact]
    public async Task Text_starts_without_a_byte_order_mark()
    {
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("Yes.\n"u8.ToArray(), _door.Terminal.OutputBytes);
    }

    [Fact]
    public async Task A_line_that_is_ended_is_not_ended_again()
    {
        Backend.Chunks = [Chunks.Text("Yes.\n"), Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("Yes.\n", _door.Output);
    }

    [Fact]
    public async Task An_empty_answer_is_an_empty_line()
    {
        Backend.Chunks = [Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("\n", _door.Output);
    }

    [Fact]
    public async Task No_stream_writes_once()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are.\n"), Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "--no-stream", "hi"));
        Assert.Equal(["Yes, they are.\n"], ((RecordingStream)_door.Terminal.Output).Flushed);
    }

    [Theory]
    [InlineData("--stats")]
    [InlineData("--no-stream")]
    public async Task Several_answers_come_one_after_another(string option)
    {
        Backend.Chunks =
        [
            Chunks.Text("a", 0),
            Chunks.Text("x", 1),
            Chunks.Text("b", 0),
            Chunks.Text("p", 2),
            Chunks.Text("y", 1),
            Chunks.End(index: 1),
            Chunks.End(index: 0),
            Chunks.Text("q\n", 2),
            Chunks.End(index: 2),
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "-n", "3", option, "hi"));
        Assert.Equal("ab\n--- 2 of 3 ---\nxy\n--- 3 of 3 ---\npq\n", _door.Output);
    }

    [Fact]
    public async Task A_later_answer_waits_for_its_turn_and_then_streams()
    {
        Backend.Chunks =
        [
            Chunks.Text("x", 1),
            Chunks.Text("a", 0),
            Chunks.End(index: 0),
            Chunks.Text("y", 1),
            Chunks.End(index: 1),
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "-n", "2", "hi"));
        var flushed = ((RecordingStream)_door.Terminal.Output).Flushed;
        Assert.Equal("a", flushed[0]);
        Assert.Contains("a\n--- 2 of 2 ---\nx", flushed);
        Assert.Equal("a\n--- 2 of 2 ---\nxy\n", _door.Output);
    }

    [Fact]
    public async Task Json_is_one_whole_object_on_one_line()
    {
        Backend.Chunks =
        [
            Chunks.Text("Yes.\nThey are."),
            Chunks.End(),
            Chunks.End() with
            {
                Choices = [],
                Timings = Timings,
                Usage = new Usage
                {
                    PromptTokens = 12,
                    CompletionTokens = 5,
                    TotalTokens = 17,
                },
            },
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "--json", "hi"));
        Assert.Equal(1, _door.Output.Count(character => character == '\n'));
        var answer = JsonSerializer.Deserialize(_door.Output, ChatJsonContext.Default.ChatCompletion)!;
        Assert.Equal("chat.completion", answer.Object);
        Assert.Equal("Yes.\nThey are.", answer.Choices[0].Message.Content!.Text);
        Assert.Equal(FinishReason.Stop, answer.Choices[0].FinishReason);
        Assert.Equal(17, answer.Usage!.TotalTokens);
        Assert.Equal(CompletionOutcome.Completed, answer.Outcome);
        Assert.Equal(300, answer.Timings!.LoadMilliseconds);
        Assert.True(Backend.Request!.StreamOptions!.IncludeUsage);
    }

    [Fact]
    public async Task Stream_json_is_a_chunk_a_line_and_the_last_has_the_finish_reason()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are."), Chunks.End("length")];
        Assert.Equal(0, await _door.RunAsync("ask", "--stream-json", "hi", "--max-tokens", "5"));
        var chunks = Lines()
            .ConvertAll(line => JsonSerializer.Deserialize(line, ChatJsonContext.Default.ChatCompletionChunk)!);
        Assert.Equal(3, chunks.Count);
        Assert.All(chunks, chunk => Assert.Equal("chat.completion.chunk", chunk.Object));
        Assert.Equal(FinishReason.Length, chunks[^1].Choices[0].FinishReason);
        Assert.Null(Backend.Request!.StreamOptions);
    }

    [Fact]
    public async Task Warnings_go_to_standard_error()
    {
        Backend.Chunks = [Chunks.Text("Yes.") with { Warnings = ["top_a changes nothing."] }, Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("warning: top_a changes nothing.\n", _door.Error);
        Assert.Equal("Yes.\n", _door.Output);
    }

    [Fact]
    public async Task Quiet_keeps_warnings_to_itself()
    {
        Backend.Chunks = [Chunks.Text("Yes.") with { Warnings = ["top_a changes nothing."] }, Chunks.End()];
        Assert.Equal(0, await _door.RunAsync("ask", "--quiet", "hi"));
        Assert.Equal("", _door.Error);
    }

    [Fact]
    public async Task A_full_context_window_is_told_when_no_limit_was_asked_for()
    {
        Backend.Chunks = [Chunks.Text("Yes"), Chunks.End("length")];
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.StartsWith("warning: The answer was cut", _door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_show_all_figures_on_standard_error()
    {
        Backend.Chunks = [Chunks.Text("Yes."), Chunks.End() with { Timings = Timings }];
        Assert.Equal(0, await _door.RunAsync("ask", "--stats", "--quiet", "hi"));
        Assert.Equal(
            "prompt tokens: 12 (2 reused), 100.0 tokens/s\nanswer tokens: 5, 100.0 tokens/s\nfirst token:   120 ms\nmodel load:    300 ms\n",
            _door.Error
        );
    }

    [Fact]
    public async Task Log_probabilities_of_a_text_answer_go_to_standard_error()
    {
        var token = new TokenLogprob
        {
            Token = "Yes\n",
            Logprob = -0.5,
            TopLogprobs = [new TokenLogprob { Token = "No", Logprob = -1.25 }],
        };
        var chunk = Chunks.Text("Yes\n");
        Backend.Chunks =
        [
            chunk with
            {
                Choices = [chunk.Choices[0] with { Logprobs = new ChoiceLogprobs { Content = [token] } }],
            },
            Chunks.End(),
        ];
        Assert.Equal(0, await _door.RunAsync("ask", "--logprobs", "--top-logprobs", "1", "hi"));
        Assert.Equal("-0.5000 \"Yes\\n\"   of -1.2500 \"No\"\n", _door.Error);
    }

    [Fact]
    public async Task An_interrupt_keeps_the_partial_text()
    {
        InterruptBefore(1);
        Assert.Equal(130, await _door.RunAsync("ask", "hi"));
        Assert.Equal("Yes, \n", _door.Output);
        Assert.Equal("", _door.Error);
        Assert.True(Backend.Disposed);
    }

    [Fact]
    public async Task An_interrupt_shows_what_had_come_of_later_answers()
    {
        Backend.Chunks = [Chunks.Text("x", 1), Chunks.Text("a", 0), Chunks.End()];
        Interrupt(2);
        Assert.Equal(130, await _door.RunAsync("ask", "-n", "2", "hi"));
        Assert.Equal("a\n--- 2 of 2 ---\nx\n", _door.Output);
    }

    [Fact]
    public async Task An_interrupt_before_the_answer_writes_nothing()
    {
        InterruptBefore(0);
        Assert.Equal(130, await _door.RunAsync("ask", "hi"));
        Assert.Equal("", _door.Output);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "Yes, ")]
    public async Task An_interrupted_json_answer_says_so(int chunks, string text)
    {
        InterruptBefore(chunks);
        Assert.Equal(130, await _door.RunAsync("ask", "--json", "hi"));
        var answer = JsonSerializer.Deserialize(_door.Output, ChatJsonContext.Default.ChatCompletion)!;
        Assert.Equal(CompletionOutcome.Cancelled, answer.Outcome);
        Assert.Null(answer.Choices[0].FinishReason);
        Assert.Equal(text, answer.Choices[0].Message.Content!.Text);
        Assert.Contains("\"finish_reason\":null", _door.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_stream_of_chunks_ends_with_its_outcome()
    {
        InterruptBefore(1);
        Assert.Equal(130, await _door.RunAsync("ask", "--stream-json", "hi"));
        using var last = JsonDocument.Parse(Lines()[^1]);
        Assert.Equal("cancelled", last.RootElement.GetProperty("outcome").GetString());
        Assert.Empty(last.RootElement.GetProperty("choices").EnumerateArray());
    }

    [Fact]
    public async Task A_time_limit_keeps_the_partial_text()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are."), Chunks.End()];
        Backend.Before = (index, _) =>
        {
            _door.Time.Advance(TimeSpan.FromSeconds(index == 1 ? 1 : 0.5));
            return Task.CompletedTask;
        };
        Assert.Equal(5, await _door.RunAsync("ask", "--timeout", "1.5", "hi"));
        Assert.Equal("Yes, \n", _door.Output);
        _door.AssertTwoLines("not whole after 1.5 s");
        Assert.Equal(0, _door.Time.ActiveTimers);
    }

    [Fact]
    public async Task A_json_answer_that_ran_out_of_time_has_failed()
    {
        Backend.Before = (_, _) =>
        {
            _door.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        Assert.Equal(5, await _door.RunAsync("ask", "--timeout", "1", "--json", "hi"));
        var answer = JsonSerializer.Deserialize(_door.Output, ChatJsonContext.Default.ChatCompletion)!;
        Assert.Equal(CompletionOutcome.Failed, answer.Outcome);
    }

    [Fact]
    public async Task An_answer_in_time_leaves_no_timer()
    {
        _door.Terminal.IsErrorRedirected = false;
        Assert.Equal(0, await _door.RunAsync("ask", "--timeout", "10", "hi"));
        Assert.Equal(0, _door.Time.ActiveTimers);
    }

    [Fact]
    public async Task A_failure_in_mid_stream_keeps_what_came()
    {
        Backend.Before = (index, _) =>
            index == 1
                ? throw new ChatException(ChatErrorKind.EngineCrashed, "The engine ended.", "Ask again.")
                : Task.CompletedTask;
        Assert.Equal(1, await _door.RunAsync("ask", "hi"));
        Assert.Equal("Yes.\n", _door.Output);
        Assert.Equal("error: The engine ended.\n  Ask again.\n", _door.Error);
    }

    [Theory]
    [InlineData("--quiet")]
    [InlineData("--stream-json")]
    public async Task A_reader_that_goes_away_stops_the_answer(string option)
    {
        _door.Terminal.Output = new BrokenStream(room: 300);
        Backend.Chunks = [.. Enumerable.Repeat(Chunks.Text(new string('x', 100)), 50), Chunks.End()];
        Assert.Equal(1, await _door.RunAsync("ask", option, "hi"));
        _door.AssertTwoLines("reader of standard output went away");
        Assert.InRange(Backend.Given, 1, 5);
        Assert.True(Backend.Disposed);
    }

    [Fact]
    public async Task A_full_disk_is_told_as_such()
    {
        _door.Terminal.Output = new BrokenStream(room: 0, code: 28);
        Assert.Equal(1, await _door.RunAsync("ask", "hi"));
        _door.AssertTwoLines("Standard output cannot be written");
    }

    [Fact]
    public async Task A_closed_standard_output_is_told_as_such()
    {
        _door.Terminal.Output = new ReadOnlyOutput();
        Assert.Equal(1, await _door.RunAsync("ask", "hi"));
        _door.AssertTwoLines("Standard output cannot be written");
    }

    [Fact]
    public async Task A_wait_shows_on_a_terminal_and_is_gone_before_the_answer()
    {
        _door.Terminal.IsErrorRedirected = false;
        Backend.Before = (index, _) =>
        {
            if (index == 0)
            {
                _door.Engine.Progress!.Update("loading the model", 0.5);
                _door.Time.Advance(TimeSpan.FromMilliseconds(299));
                Assert.Equal("", _door.Error);
                _door.Time.Advance(TimeSpan.FromMilliseconds(1));
                Assert.Equal("\rloading the model… 50 %", _door.Error);
            }
            else if (index == 1)
            {
                Assert.EndsWith("\r" + new string(' ', 23) + "\r", _door.Error, StringComparison.Ordinal);
            }

            return Task.CompletedTask;
        };
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.DoesNotContain('\u001b', _door.Error);
        Assert.Equal(2, Backend.Given);
    }

    [Theory]
    [InlineData(true, "--stats")]
    [InlineData(false, "--quiet")]
    public async Task Nobody_sees_no_progress(bool redirected, string option)
    {
        _door.Terminal.IsErrorRedirected = redirected;
        Assert.Equal(0, await _door.RunAsync("ask", option, "hi"));
        Assert.Null(_door.Engine.Progress);
    }

    public void Dispose() => _door.Dispose();

    private List<string> Lines() => [.. _door.Output.TrimEnd('\n').Split('\n')];

    private void InterruptBefore(int chunks)
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are."), Chunks.End()];
        Interrupt(chunks);
    }

    private void Interrupt(int chunks) =>
        Backend.Before = (index, _) =>
        {
            if (index == chunks)
            {
                _door.Interrupt.Cancel();
            }

            return Task.CompletedTask;
        };
}
