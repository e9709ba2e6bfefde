using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Sampling;
using Chat.Engine.Scheduling;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Models;

[Collection(EngineCollection.Name)]
public sealed class LoadedModelTests(EngineFixture engine) : IDisposable
{
    private readonly LoadedModel _model = new(
        engine.Library,
        engine.Catalog.Resolve(null),
        engine.LoadModel(),
        new LoadedModelSettings(
            Threads: 1,
            Poll: 0,
            ContextLength: 512,
            CacheBytesPerToken: 1024,
            MaxCacheBytes: 1 << 20
        )
    );

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_context_is_used_again_while_it_is_large_enough()
    {
        var first = _model.GetContext(Plan(choices: 1, limit: 100));

        Assert.Same(first, _model.GetContext(Plan(choices: 1, limit: 50)));
        Assert.NotSame(first, _model.GetContext(Plan(choices: 2, limit: 50)));
    }

    [Fact]
    public void A_cache_larger_than_allowed_is_refused_with_the_figures()
    {
        var error = Assert.Throws<ChatException>(() => _model.GetContext(Plan(choices: 8, limit: 500)));

        Assert.Equal(ChatErrorKind.OutOfMemory, error.Kind);
        Assert.Contains("8 answers of up to 500 tokens need 4 MiB", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 MiB may be used", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_larger_than_the_window_is_given_back_after_use()
    {
        var small = _model.GetContext(Plan(choices: 1, limit: 100));
        _model.Trim();
        Assert.Same(small, _model.GetContext(Plan(choices: 1, limit: 100)));

        var large = _model.GetContext(Plan(choices: 2, limit: 400));
        _model.Trim();
        Assert.NotSame(large, _model.GetContext(Plan(choices: 2, limit: 400)));
    }

    private static GenerationPlan Plan(int choices, int limit) =>
        new()
        {
            Prompt = [1, 2, 3],
            Choices = choices,
            TokenLimit = limit,
            Sampling = SamplingOptions.Default,
            Stops = [],
        };
}
