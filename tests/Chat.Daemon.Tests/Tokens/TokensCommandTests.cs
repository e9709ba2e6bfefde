using System.Text.Json;
using Chat.Core.Errors;
using Chat.Daemon.Tests.Support;
using Chat.Engine;

namespace Chat.Daemon.Tests.Tokens;

public sealed class TokensCommandTests : IDisposable
{
    private readonly Door _door = new();

    [Fact]
    public async Task The_count_is_a_number_on_a_line()
    {
        _door.Engine.Tokens = [new TextToken(1, "Are"), new TextToken(2, " dogs")];
        Assert.Equal(0, await _door.RunAsync("tokens", "Are", "dogs"));
        Assert.Equal("2\n", _door.Output);
        Assert.Equal("Are dogs", _door.Engine.TextAsked);
    }

    [Fact]
    public async Task Json_lists_the_tokens()
    {
        _door.Engine.Tokens = [new TextToken(1, "é"), new TextToken(2, "\n\"")];
        Assert.Equal(0, await _door.RunAsync("tokens", "--json", "-m", "local/x", "é"));
        Assert.Equal(
            "{\"model\":\"local/x\",\"count\":2,\"tokens\":[{\"id\":1,\"text\":\"é\"},{\"id\":2,\"text\":\"\\n\\\"\"}]}\n",
            _door.Output
        );
        using var document = JsonDocument.Parse(_door.Output);
        Assert.Equal("\n\"", document.RootElement.GetProperty("tokens")[1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Piped_text_is_counted_to_its_last_byte()
    {
        _door.Terminal.Redirect("one\ntwo\n");
        Assert.Equal(0, await _door.RunAsync("tokens"));
        Assert.Equal("one\ntwo\n", _door.Engine.TextAsked);
    }

    [Fact]
    public async Task No_text_is_a_usage_error()
    {
        Assert.Equal(2, await _door.RunAsync("tokens"));
        _door.AssertTwoLines("There is no text");
    }

    [Fact]
    public async Task A_missing_model_has_its_code()
    {
        _door.Engine.Failure = new ChatException(ChatErrorKind.NotFound, "No such model.", "Name another.");
        Assert.Equal(3, await _door.RunAsync("tokens", "hi"));
        Assert.Equal("error: No such model.\n  Name another.\n", _door.Error);
    }

    public void Dispose() => _door.Dispose();
}
