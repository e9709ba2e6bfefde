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
