using Chat.Core.Errors;
using Chat.Engine.Bench;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Bench;

[Collection(EngineCollection.Name)]
public sealed class EngineBenchTests(EngineFixture engine)
{
    [Fact]
    public async Task Each_test_is_measured_as_often_as_asked_at_each_setting()
    {
        var bench = new EngineBench(engine.Catalog, engine.Verifier, engine.Options);
        var options = new BenchOptions
        {
            PromptTokens = 8,
            GenerateTokens = 2,
            Repetitions = 2,
            Polls = [0, 50],
            Streams = [1, 2],
        };

        var results = await bench.RunAsync(options, CancellationToken.None);

        string[] tests = ["pp8", "tg2", "ttft cold", "ttft warm", "answer x1", "answer x2"];
        foreach (var poll in options.Polls)
        {
            Assert.Equal(tests, results.Where(result => result.Poll == poll).Select(result => result.Test));
        }

        Assert.All(results, result => Assert.All(result.Values, value => Assert.True(value > 0)));
        Assert.All(results.Where(result => result.Unit == "t/s"), result => Assert.Equal(2, result.Values.Count));
    }

    [Theory]
    [InlineData(8193, 1, "prompt tokens")]
    [InlineData(1, 1_000_000, "generate tokens")]
    public async Task A_test_longer_than_the_context_window_is_refused(int prompt, int generate, string name)
    {
        var bench = new EngineBench(engine.Catalog, engine.Verifier, engine.Options);
        var options = new BenchOptions { PromptTokens = prompt, GenerateTokens = generate };

        var error = await Assert.ThrowsAsync<ChatException>(() => bench.RunAsync(options, CancellationToken.None));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("8192", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_stops_the_measurement()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new EngineBench(engine.Catalog, engine.Verifier, engine.Options).RunAsync(new BenchOptions(), cancel.Token)
        );
    }
}
