using Chat.Engine.Models;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Models;

[Collection(EngineCollection.Name)]
public sealed class LoadWatchTests(EngineFixture engine)
{
    [Fact]
    public void A_listener_that_throws_stops_the_load_and_its_error_comes_out_behind_the_native_frames()
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            LlamaModel.Load(
                engine.Library,
                engine.Catalog.Resolve(null).Path,
                gpuLayers: 0,
                vocabularyOnly: false,
                new Thrower(),
                CancellationToken.None
            )
        );

        Assert.Equal("listener", error.Message);
    }

    [Fact]
    public void A_cancel_stops_and_nothing_else_does()
    {
        using var cancel = new CancellationTokenSource();
        var watch = new LoadWatch(progress: null, cancel.Token);

        Assert.True(watch.GoesOn(0.5f));
        cancel.Cancel();
        Assert.False(watch.GoesOn(0.6f));
        watch.ThrowIfFailed();
    }

    private sealed class Thrower : IProgress<EngineProgress>
    {
        public void Report(EngineProgress value) => throw new InvalidOperationException("listener");
    }
}
