using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Engine.Models;
using Chat.Engine.Scheduling;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Scheduling;

[Collection(EngineCollection.Name)]
public sealed class RequestPlannerTests(EngineFixture engine) : IDisposable
{
    private const int Window = 128;

    private readonly LoadedModel _model = new(
        engine.Library,
        engine.Catalog.Resolve(null),
        engine.LoadModel(),
        new LoadedModelSettings(Threads: 1, Poll: 0, Window, CacheBytesPerToken: 1, MaxCacheBytes: long.MaxValue)
    );

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Without_a_limit_the_answer_may_fill_the_window()
    {
        var plan = Plan(Ask("Hi"));

        Assert.Equal(Window - plan.Prompt.Length, plan.TokenLimit);
        Assert.Equal(Window, plan.CacheTokens);
    }

    [Fact]
    public void Without_a_limit_several_answers_share_the_window()
    {
        var plan = Plan(Ask("Hi") with { N = 4 });

        Assert.InRange(plan.CacheTokens, Window - 4, Window);
    }

    [Fact]
    public void A_limit_is_each_answers_own_and_never_beyond_the_window()
    {
        Assert.Equal(5, Plan(Ask("Hi") with { N = 3, MaxTokens = 5 }).TokenLimit);
        Assert.Equal(7, Plan(Ask("Hi") with { MaxTokens = 5, MaxCompletionTokens = 7 }).TokenLimit);
        var whole = Plan(Ask("Hi") with { MaxTokens = 100_000 });
        Assert.Equal(Window, whole.CacheTokens);
    }

    [Fact]
    public void A_prompt_that_fills_the_window_is_refused_and_one_that_leaves_a_token_is_not()
    {
        var word = Enumerable.Repeat(" dog", Window);
        var fixedTokens = Plan(Ask("")).Prompt.Length;
        var fits = string.Concat(word.Take(Window - fixedTokens - 1));

        Assert.Equal(1, Plan(Ask(fits)).TokenLimit);
        var error = Assert.Throws<ChatException>(() => Plan(Ask(fits + " dog")));
        Assert.Equal(ChatErrorKind.ContextOverflow, error.Kind);
        Assert.Contains($"{Window} tokens long", error.Message, StringComparison.Ordinal);
        Assert.Contains("by 1 tokens", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_models_own_defaults_hold_where_the_request_is_silent()
    {
        var sampling = Plan(Ask("Hi")).Sampling;

        Assert.Equal((0.2f, 0.9f), (sampling.Temperature, sampling.TopP));
        Assert.Equal(1.5f, Plan(Ask("Hi") with { Temperature = 1.5 }).Sampling.Temperature);
    }

    [Fact]
    public void The_seed_is_the_requests_else_the_random_sources()
    {
        Assert.Equal(42UL, Plan(Ask("Hi") with { Seed = 42 }).Sampling.Seed);
        Assert.Equal(99UL, Plan(Ask("Hi")).Sampling.Seed);
    }

    [Fact]
    public void Ignoring_the_end_bans_every_end_token()
    {
        var plan = Plan(Ask("Hi") with { IgnoreEos = true });

        Assert.Equal(_model.Vocabulary.EndOfGenerationTokens, plan.Sampling.BannedTokens);
    }

    [Fact]
    public void A_bias_on_a_token_that_is_not_there_is_refused()
    {
        var request = Ask("Hi") with { LogitBias = new Dictionary<string, double> { ["49152"] = 1 } };

        var error = Assert.Throws<ChatException>(() => Plan(request));

        Assert.Contains("49152", error.Message, StringComparison.Ordinal);
    }

    private static ChatCompletionRequest Ask(string prompt) =>
        ChatCompletionRequest.Create(null, ChatMessage.User(prompt));

    private GenerationPlan Plan(ChatCompletionRequest request) =>
        RequestPlanner.Plan(request, _model, () => 99, DateTimeOffset.UnixEpoch);
}
