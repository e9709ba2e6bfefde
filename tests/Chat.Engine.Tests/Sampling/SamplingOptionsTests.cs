using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Engine.Sampling;

namespace Chat.Engine.Tests.Sampling;

public sealed class SamplingOptionsTests
{
    private static readonly ChatCompletionRequest Empty = ChatCompletionRequest.Create(null, []);

    [Fact]
    public void Defaults_are_those_of_llama_cpp()
    {
        var options = SamplingOptions.Default;

        Assert.Equal((0.8f, 40, 0.95f, 0.05f), (options.Temperature, options.TopK, options.TopP, options.MinP));
        Assert.Equal((1f, 1f, 64), (options.TypicalP, options.RepeatPenalty, options.RepeatLastN));
        Assert.Equal((0f, 0f), (options.FrequencyPenalty, options.PresencePenalty));
        Assert.Empty(options.LogitBias);
        Assert.Empty(options.BannedTokens);
    }

    [Fact]
    public void A_request_that_says_nothing_leaves_the_defaults_and_the_fallback_seed()
    {
        var defaults = new SamplingOptions
        {
            Temperature = 0.3f,
            TopK = 7,
            BannedTokens = [4],
            LogitBias = [new(1, 2)],
        };

        Assert.Equal(defaults with { Seed = 99 }, SamplingOptions.FromRequest(Empty, defaults, 99));
    }

    [Fact]
    public void A_penalty_of_the_request_takes_the_place_of_all_of_the_models()
    {
        var defaults = new SamplingOptions { RepeatPenalty = 1.3f, RepeatLastN = 256 };

        (float, int) Of(ChatCompletionRequest request)
        {
            var options = SamplingOptions.FromRequest(request, defaults, 1);
            return (options.RepeatPenalty, options.RepeatLastN);
        }

        Assert.Equal((1.3f, 256), Of(Empty));
        Assert.Equal((1.3f, 256), Of(Empty with { Temperature = 0 }));
        Assert.Equal((1.3f, 32), Of(Empty with { RepeatLastN = 32 }));
        Assert.Equal((1f, 64), Of(Empty with { RepeatPenalty = 1 }));
        Assert.Equal((1f, 64), Of(Empty with { FrequencyPenalty = 0 }));
        Assert.Equal((1f, 64), Of(Empty with { PresencePenalty = 0.5 }));
        Assert.Equal((2f, 10), Of(Empty with { RepeatPenalty = 2, RepeatLastN = 10 }));
    }

    [Fact]
    public void Every_setting_of_a_request_is_taken()
    {
        var request = Empty with
        {
            Temperature = 0,
            TopK = 1,
            TopP = 0.5,
            MinP = 0.25,
            TypicalP = 0.75,
            RepeatPenalty = 2,
            RepeatLastN = -1,
            FrequencyPenalty = 0.125,
            PresencePenalty = -1,
            LogitBias = new Dictionary<string, double>(StringComparer.Ordinal) { ["7"] = -100 },
            Seed = -1,
        };

        var options = SamplingOptions.FromRequest(request, SamplingOptions.Default, 99);

        Assert.Equal((0f, 1, 0.5f, 0.25f), (options.Temperature, options.TopK, options.TopP, options.MinP));
        Assert.Equal((0.75f, 2f, -1), (options.TypicalP, options.RepeatPenalty, options.RepeatLastN));
        Assert.Equal((0.125f, -1f), (options.FrequencyPenalty, options.PresencePenalty));
        Assert.Equal([KeyValuePair.Create(7, -100f)], options.LogitBias);
        Assert.Equal(ulong.MaxValue, options.Seed);
        Assert.True(options.IsGreedy);
    }

    [Fact]
    public void What_cannot_be_used_is_refused_by_name()
    {
        var bias = Empty with { LogitBias = new Dictionary<string, double>(StringComparer.Ordinal) { ["x"] = 1 } };
        var tiny = Empty with { RepeatPenalty = 1e-300 };

        Assert.Contains("logit_bias", Refusal(bias).Message, StringComparison.Ordinal);
        Assert.Contains("repeat_penalty", Refusal(tiny).Message, StringComparison.Ordinal);
        Assert.Equal(ChatErrorKind.InvalidRequest, Refusal(tiny).Kind);
    }

    [Fact]
    public void Each_choice_has_a_seed_of_its_own_and_the_first_the_one_given()
    {
        var options = new SamplingOptions { Seed = 5 };
        var seeds = Enumerable.Range(0, 128).Select(options.SeedOf).ToArray();

        Assert.Equal(5UL, seeds[0]);
        Assert.Equal(128, seeds.Distinct().Count());
        Assert.DoesNotContain(new SamplingOptions { Seed = 6 }.SeedOf(0), seeds);
    }

    private static ChatException Refusal(ChatCompletionRequest request) =>
        Assert.Throws<ChatException>(() => SamplingOptions.FromRequest(request, SamplingOptions.Default, 0));
}
