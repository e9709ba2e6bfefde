using Chat.Core.Errors;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskCassettesTests : IDisposable
{
    private readonly HomeDoor _home = new();

    [Fact]
    public async Task A_local_answer_is_recorded_and_replayed_without_the_engine()
    {
        var file = _home.File("c.json");
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "--record", file));
        Assert.Equal(1, _home.Door.Engine.Opened);
        _home.Door.Engine.Failure = new ChatException(ChatErrorKind.NotFound, "Gone.", "Get it.");

        Assert.Equal(0, await _home.RunAsync("ask", "hi", "--replay", file));

        Assert.Equal("Yes.\nYes.\n", _home.Door.Output);
        Assert.Equal("", _home.Door.Error);
    }

    [Fact]
    public async Task A_recording_that_cannot_go_on_does_not_cost_the_answer()
    {
        Directory.CreateDirectory(_home.File("gone"));
        var file = Path.Combine(_home.File("gone"), "c.json");
        _home.Door.Engine.Backend.Before = (index, _) =>
        {
            if (index == 1)
            {
                Directory.Delete(_home.File("gone"), recursive: true);
            }

            return Task.CompletedTask;
        };

        Assert.Equal(3, await _home.RunAsync("ask", "hi", "--json", "--record", file));

        Assert.Contains("\"Yes.\"", _home.Door.Output, StringComparison.Ordinal);
        _home.Door.AssertTwoLines("gone");
    }

    [Fact]
    public async Task A_recording_that_cannot_be_written_is_no_fault_of_the_command_line()
    {
        var file = _home.File("c.json");
        _home.Door.Engine.Backend.Before = (index, _) =>
        {
            if (index == 1)
            {
                File.Delete(file);
                Directory.CreateDirectory(file);
            }

            return Task.CompletedTask;
        };
        Assert.Equal(1, await _home.RunAsync("ask", "hi", "--record", file));
        Assert.Equal("Yes.\n", _home.Door.Output);
        _home.Door.AssertTwoLines("is a folder, not a cassette");
    }

    [Fact]
    public async Task A_file_that_is_no_cassette_stops_the_question()
    {
        var file = _home.Write("letter.txt", "Dear");
        Assert.Equal(2, await _home.RunAsync("ask", "hi", "--record", file));
        _home.Door.AssertTwoLines("is no cassette");
        Assert.Equal("Dear", await File.ReadAllTextAsync(file));
        Assert.Equal(0, _home.Door.Engine.Backend.Given);
    }

    [Theory]
    [InlineData("--record a --replay b", "--record cannot go together with --replay")]
    [InlineData("--replay-timing exact", "--replay-timing is set without --replay")]
    [InlineData("--replay b --replay-timing slow", "--replay-timing is \"slow\"")]
    public async Task Options_that_make_no_sense_are_refused(string options, string what)
    {
        Assert.Equal(2, await _home.RunAsync(["ask", "hi", .. options.Split(' ')]));
        _home.Door.AssertTwoLines(what);
        Assert.Equal(0, _home.Door.Engine.Opened);
    }

    public void Dispose() => _home.Dispose();
}
