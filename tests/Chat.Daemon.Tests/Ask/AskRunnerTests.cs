using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskRunnerTests : IDisposable
{
    private readonly Door _door = new();

    private FakeBackend Backend => _door.Engine.Backend;

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
    public async Task An_interrupt_keeps_the_partial_text()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are."), Chunks.End()];
        _door.InterruptBefore(1);
        Assert.Equal(130, await _door.RunAsync("ask", "hi"));
        Assert.Equal("Yes, \n", _door.Output);
        Assert.Equal("", _door.Error);
        Assert.True(Backend.Disposed);
    }

    [Fact]
    public async Task An_interrupt_shows_what_had_come_of_later_answers()
    {
        Backend.Chunks = [Chunks.Text("x", 1), Chunks.Text("a", 0), Chunks.End()];
        _door.InterruptBefore(2);
        Assert.Equal(130, await _door.RunAsync("ask", "-n", "2", "hi"));
        Assert.Equal("a\n--- 2 of 2 ---\nx\n", _door.Output);
    }

    [Fact]
    public async Task An_interrupt_before_the_answer_writes_nothing()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are."), Chunks.End()];
        _door.InterruptBefore(0);
        Assert.Equal(130, await _door.RunAsync("ask", "hi"));
        Assert.Equal("", _door.Output);
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
}
