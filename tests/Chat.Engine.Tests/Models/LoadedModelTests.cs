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
    public void A_context_has_room_for_more_than_one_request_of_the_window()
    {
        Assert.False(_model.Covers(Plan(choices: 1, limit: 1)));
        var context = _model.Open(Plan(choices: 1, limit: 100));

        Assert.Equal((512, EngineOptions.DefaultMaxSequences), (context.Length, context.MaxSequences));
        Assert.True(_model.Covers(Plan(choices: 4, limit: 100)));
        Assert.False(_model.Covers(Plan(choices: 4, limit: 200)));
    }

    [Fact]
    public void A_cache_larger_than_allowed_is_refused_with_the_figures()
    {
        var error = Assert.Throws<ChatException>(() => _model.Check(Plan(choices: 8, limit: 500)));

        Assert.Equal(ChatErrorKind.OutOfMemory, error.Kind);
        Assert.Contains("8 answers of up to 500 tokens need 4 MiB", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 MiB may be used", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_larger_than_usual_is_given_back_after_use()
    {
        _model.Open(Plan(choices: 1, limit: 100));
        Assert.False(_model.Trim());

        _model.Open(Plan(choices: 2, limit: 400));
        Assert.True(_model.Covers(Plan(choices: 2, limit: 400)));
        Assert.True(_model.Trim());
        Assert.False(_model.Covers(Plan(choices: 1, limit: 1)));
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
