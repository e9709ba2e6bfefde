using System.Text.Json;
using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Settings;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Models;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly Door _door = new();

    public ModelsCommandTests() =>
        _door.Engine.Models = [
            new ModelSummary("local/small", 98_362_432, 8192, "bundled"),
            new ModelSummary($"local/{new string('x', 200)} [red]", 1024, null, "user"),
        ];

    [Theory]
    [InlineData("list")]
    [InlineData(null)]
    public async Task A_redirected_list_is_plain_columns_a_model_a_line(string? subcommand)
    {
        Assert.Equal(0, await _door.RunAsync(subcommand is null ? ["models"] : ["models", subcommand]));
        var lines = _door.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Matches("^local/small +93.8 MiB +8,192 +bundled$", lines[1]);
        Assert.Matches("^local/x{200} \\[red\\] +1.0 KiB +- +user$", lines[2]);
        Assert.DoesNotContain('\u001b', _door.Output);
    }

    [Fact]
    public async Task A_list_on_a_terminal_fits_it()
    {
        _door.Terminal.IsOutputRedirected = false;
        _door.Terminal.Width = 60;
        Assert.Equal(0, await _door.RunAsync("models", "list"));
        Assert.All(_door.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
    }

    [Fact]
    public async Task A_json_list_holds_all()
    {
        Assert.Equal(0, await _door.RunAsync("models", "list", "--json"));
        using var document = JsonDocument.Parse(_door.Output);
        Assert.Equal(2, document.RootElement.GetArrayLength());
        var first = document.RootElement[0];
        Assert.Equal("local/small", first.GetProperty("id").GetString());
        Assert.Equal(98_362_432, first.GetProperty("size_bytes").GetInt64());
        Assert.Equal(8192, first.GetProperty("context_length").GetInt32());
        Assert.Equal("bundled", first.GetProperty("source").GetString());
    }

    [Fact]
    public async Task Show_tells_what_is_known()
    {
        _door.Engine.Sheet = _door.Engine.Sheet with
        {
            Architecture = "llama",
            Quantization = "Q4_1",
            Parameters = 134_515_008,
        };
        Assert.Equal(0, await _door.RunAsync("models", "show", "test"));
        Assert.Equal(["test"], _door.Engine.ModelsAsked);
        Assert.Matches("(?m)^architecture +llama$", _door.Output);
        Assert.Matches("(?m)^parameters +134,515,008$", _door.Output);
        Assert.Matches("(?m)^sha256 +verified$", _door.Output);
        Assert.Matches("(?m)^context +-$", _door.Output);
    }

    [Fact]
    public async Task Show_as_json_leaves_out_what_is_not_known()
    {
        Assert.Equal(0, await _door.RunAsync("models", "show", "--json"));
        using var document = JsonDocument.Parse(_door.Output);
        Assert.Equal("verified", document.RootElement.GetProperty("sha256").GetString());
        Assert.False(document.RootElement.TryGetProperty("architecture", out _));
    }

    [Fact]
    public async Task Show_without_a_name_shows_the_model_of_the_settings()
    {
        _door.Settings = ChatSettings.Read(name => name == "CHAT_MODEL" ? "local/set" : null, "/home/test");
        Assert.Equal(0, await _door.RunAsync("models", "show"));
        Assert.Equal(["local/set"], _door.Engine.ModelsAsked);
    }

    [Fact]
    public async Task A_missing_model_has_its_code()
    {
        _door.Engine.Failure = new ChatException(ChatErrorKind.NotFound, "No such model.", "Name another.");
        Assert.Equal(3, await _door.RunAsync("models", "show", "x"));
        Assert.Equal("error: No such model.\n  Name another.\n", _door.Error);
    }

    public void Dispose() => _door.Dispose();
}
