using Chat.Core.Requests;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskToolsTests : IDisposable
{
    private const string Look = """{"type":"function","function":{"name":"look","x-note":1}}""";
    private const string Say = """{"type":"custom","custom":{"name":"say"}}""";

    private readonly HomeDoor _home = new();

    private ChatCompletionRequest Request => _home.Door.Engine.Backend.Request!;

    [Fact]
    public async Task Tools_come_from_files_and_from_json_one_or_several()
    {
        var file = _home.Write("tools.json", $"\uFEFF[{Look},\n{Say}]");

        Assert.Equal(
            0,
            await _home.RunAsync(
                "ask",
                "hi",
                "--tool",
                file,
                "--tool",
                Look.Replace("look", "see", StringComparison.Ordinal)
            )
        );

        Assert.Equal(["look", "say", "see"], Request.Tools!.Select(tool => tool.Function?.Name ?? tool.Custom!.Name));
        Assert.Null(Request.ToolChoice);
        Assert.Equal(1, Request.Tools![0].Function!.ExtensionData!["x-note"].GetInt32());
    }

    [Fact]
    public async Task Without_tools_none_are_sent()
    {
        Assert.Equal(0, await _home.RunAsync("ask", "hi"));
        Assert.Null(Request.Tools);
        Assert.Null(Request.ResponseFormat);
    }

    [Theory]
    [InlineData("auto", "auto", null)]
    [InlineData("none", "none", null)]
    [InlineData("required", "required", null)]
    [InlineData("look", null, "look")]
    [InlineData("say", null, "say")]
    public async Task A_choice_is_a_word_or_a_tool(string word, string? mode, string? name)
    {
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "--tool", $"[{Look},{Say}]", "--tool-choice", word));
        var choice = Request.ToolChoice!;
        Assert.Equal((mode, name), (choice.Mode, choice.Tool?.Function?.Name ?? choice.Tool?.Custom?.Name));
    }

    [Theory]
    [InlineData("{}", "--tool holds no tool")]
    [InlineData("[1]", "--tool holds no tool")]
    [InlineData("[null]", "--tool holds no tool")]
    [InlineData("{\"type\":", "--tool holds no tool")]
    [InlineData("{\"type\":\"function\"}", "--tool[0] has the type function and no function")]
    [InlineData("{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}", "--tool[0].function.name is")]
    public async Task What_is_no_tool_is_refused(string json, string what)
    {
        Assert.Equal(2, await _home.RunAsync("ask", "hi", "--tool", json));
        _home.Door.AssertTwoLines(what);
        Assert.Equal(0, _home.Door.Engine.Opened);
    }

    [Theory]
    [InlineData("lok", "Did you mean look?")]
    [InlineData("xyzzy", "Give one of look, auto, none, required.")]
    public async Task A_choice_that_is_no_tool_gets_the_nearest(string word, string advice)
    {
        Assert.Equal(2, await _home.RunAsync("ask", "hi", "--tool", Look, "--tool-choice", word));
        _home.Door.AssertTwoLines("which is no tool that was given");
        Assert.Contains(advice, _home.Door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_needs_tools()
    {
        Assert.Equal(2, await _home.RunAsync("ask", "hi", "--tool-choice", "auto"));
        _home.Door.AssertTwoLines("--tool-choice is set without --tool");
    }

    public void Dispose() => _home.Dispose();
}
