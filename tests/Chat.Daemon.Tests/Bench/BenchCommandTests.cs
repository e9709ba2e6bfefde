using System.Text.Json;
using Chat.Daemon.Tests.Support;
using Chat.Engine.Bench;

namespace Chat.Daemon.Tests.Bench;

public sealed class BenchCommandTests : IDisposable
{
    private readonly Door _door = new();

    public BenchCommandTests() =>
        _door.Engine.Measurements = [new BenchMeasurement("pp256", 2, 100, "t/s", [300, 310, 290])];

    [Fact]
    public async Task A_test_is_a_row_with_median_and_spread()
    {
        Assert.Equal(0, await _door.RunAsync("bench"));
        Assert.Matches("(?m)^pp256 +2 +100 +300.0 +290.0 +310.0 +t/s$", _door.Output);
    }

    [Fact]
    public async Task Json_holds_every_value()
    {
        Assert.Equal(0, await _door.RunAsync("bench", "--json"));
        using var document = JsonDocument.Parse(_door.Output);
        Assert.Equal(300, document.RootElement[0].GetProperty("median").GetDouble());
        Assert.Equal(3, document.RootElement[0].GetProperty("values").GetArrayLength());
    }

    [Fact]
    public async Task Options_reach_the_measurement()
    {
        Assert.Equal(
            0,
            await _door.RunAsync(
                "bench",
                "-p",
                "16",
                "-n",
                "8",
                "--repetitions",
                "2",
                "--threads",
                "1, 2",
                "--poll",
                "0,50",
                "--streams",
                "1"
            )
        );
        var asked = _door.Engine.BenchAsked!;
        Assert.Equal(16, asked.PromptTokens);
        Assert.Equal(8, asked.GenerateTokens);
        Assert.Equal(2, asked.Repetitions);
        Assert.Equal([1, 2], asked.Threads);
        Assert.Equal([0, 50], asked.Polls);
        Assert.Equal([1], asked.Streams);
    }

    [Fact]
    public async Task Nothing_given_is_the_engine_s_own_choice()
    {
        Assert.Equal(0, await _door.RunAsync("bench"));
        Assert.Equal(256, _door.Engine.BenchAsked!.PromptTokens);
        Assert.Empty(_door.Engine.BenchAsked.Threads);
        Assert.Equal([1, 4, 16], _door.Engine.BenchAsked.Streams);
    }

    [Theory]
    [InlineData("--prompt-tokens", "0")]
    [InlineData("--prompt-tokens", "-5")]
    [InlineData("--prompt-tokens", "1000001")]
    [InlineData("--prompt-tokens", "many")]
    [InlineData("--generate-tokens", "0")]
    [InlineData("--generate-tokens", "99999999999999999999")]
    [InlineData("--repetitions", "-1")]
    [InlineData("--repetitions", "1001")]
    [InlineData("--threads", "-1")]
    [InlineData("--threads", "513")]
    [InlineData("--poll", "-1")]
    [InlineData("--streams", "0")]
    [InlineData("--repetitions", "0")]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "1,,2")]
    [InlineData("--poll", "101")]
    [InlineData("--streams", "129")]
    [InlineData("--streams", "")]
    public async Task A_wrong_value_is_a_usage_error(string option, string value)
    {
        Assert.Equal(2, await _door.RunAsync("bench", option, value));
        _door.AssertTwoLines(option);
        Assert.Null(_door.Engine.BenchAsked);
    }

    public void Dispose() => _door.Dispose();
}
