using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Models;

public sealed class ModelListsTests : IDisposable
{
    private readonly HomeDoor _home = new();

    private Door Door => _home.Door;

    public ModelListsTests()
    {
        Door.Engine.Models = [new ModelSummary("local/small", 1024, 10, "bundled")];
        _home.WriteProfiles(
            """
            "v": {"kind":"vllm","url":"http://gpu:8000/v1"}, "w": {"kind":"vllm"}, "fast": {"kind":"local"}
            """
        );
        Door.Remote.Backends["v"] = new FakeBackend { Models = ["a/b"] };
    }

    [Fact]
    public async Task Local_models_come_first_and_once_and_a_failure_is_a_line()
    {
        Assert.Equal(0, await _home.RunAsync("models", "list"));

        var lines = Door.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Matches("^local/small +1.0 KiB +10 +bundled$", lines[1]);
        Assert.Matches("^v/a/b +- +- +gpu:8000$", lines[2]);
        Assert.Equal(
            "warning: The models of the profile 'w' could not be listed: Nobody answers. Start the server.\n",
            Door.Error
        );
    }

    [Theory]
    [InlineData("v", "v/a/b")]
    [InlineData("local", "local/small")]
    [InlineData("fast", "local/small")]
    public async Task One_profile_can_be_asked_alone(string name, string model)
    {
        Assert.Equal(0, await _home.RunAsync("models", "--profile", name));

        Assert.Equal(2, Door.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Contains(model, Door.Output, StringComparison.Ordinal);
        Assert.Equal("", Door.Error);
    }

    [Fact]
    public async Task A_profile_asked_alone_that_fails_is_a_failure()
    {
        Assert.Equal(1, await _home.RunAsync("models", "list", "--profile", "w"));
        Door.AssertTwoLines("Nobody answers");
        Assert.Equal(1, await _home.RunAsync("models", "list", "--profile", "ollama"));
        Assert.Equal(3, await _home.RunAsync("models", "list", "--profile", "x"));
    }

    [Fact]
    public async Task A_local_failure_does_not_hide_the_servers()
    {
        Door.Engine.Failure = new ChatException(ChatErrorKind.Permission, "Shut.", "Open it.");
        Assert.Equal(0, await _home.RunAsync("models", "list"));
        Assert.Contains("v/a/b", Door.Output, StringComparison.Ordinal);
        Assert.Contains("'local' could not be listed: Shut. Open it.\n", Door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_list_at_all_is_a_failure()
    {
        Door.Engine.Failure = new ChatException(ChatErrorKind.Permission, "Shut.", "Open it.");
        Door.Remote.Backends.Clear();
        Assert.Equal(3, await _home.RunAsync("models", "list"));
        Door.AssertTwoLines("Shut.");
    }

    public void Dispose() => _home.Dispose();
}
