using Chat.Core.Errors;
using Chat.Engine.Sampling;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Sampling;

public sealed partial class TokenSamplerTests
{
    private static readonly SamplingOptions Off = SamplingOptions.Default with
    {
        Temperature = 1,
        TopK = 0,
        TopP = 1,
        MinP = 0,
    };

    [Fact]
    public void Chooses_from_the_same_tokens_with_the_same_probabilities_as_the_plain_rules()
    {
        var compared = 0;
        Check.One(
            Properties.Of(3_000),
            Prop.ForAll(
                SamplingGenerators.Logits.ToArbitrary(),
                SamplingGenerators.Options.ToArbitrary(),
                SamplingGenerators.History.ToArbitrary(),
                (logits, options, numbers) =>
                {
                    var history = numbers.Select(number => number % logits.Length).ToArray();
                    var expected = SlowSampler.Distribution(options, history, logits);
                    compared += expected is null ? 0 : 1;
                    return expected is null || IsNear(expected, Sampler(options, logits, history).Distribution(logits));
                }
            )
        );

        Assert.True(compared > 2_000, $"only {compared} cases were clear of rounding");
    }

    [Fact]
    public void Chooses_alike_over_a_real_vocabulary()
    {
        float[] logits = [.. RandomLogits(49_152, 7).Select(logit => logit * 4)];
        SamplingOptions[] settings =
        [
            SamplingOptions.Default,
            SamplingOptions.Default with
            {
                TopK = 0,
            },
            SamplingOptions.Default with
            {
                TopK = 5_000,
                MinP = 0,
            },
            Off with
            {
                TopP = 0.95f,
            },
            Off with
            {
                MinP = 0.01f,
            },
            Off with
            {
                TypicalP = 0.9f,
            },
            Off,
        ];

        Assert.All(
            settings,
            options =>
            {
                var expected = SlowSampler.Distribution(options, [], logits);
                Assert.NotNull(expected);
                Assert.True(IsNear(expected, Sampler(options, logits).Distribution(logits)));
            }
        );
    }

    [Fact]
    public void A_sample_is_always_a_token_of_the_distribution() =>
        Check.One(
            Properties.Of(1_000),
            Prop.ForAll(
                SamplingGenerators.Logits.ToArbitrary(),
                SamplingGenerators.Options.ToArbitrary(),
                (logits, options) =>
                {
                    var sampler = Sampler(options, logits);
                    var tokens = sampler.Distribution(logits).Select(token => token.Token).ToHashSet();
                    return tokens.Count == 0
                        ? Throws(() => sampler.Sample(logits))
                        : Enumerable.Range(0, 5).All(_ => tokens.Contains(sampler.Sample(logits)));
                }
            )
        );

    [Fact]
    public void Logits_are_left_as_they_were() =>
        Check.One(
            Properties.Of(300),
            Prop.ForAll(
                SamplingGenerators.Logits.ToArbitrary(),
                SamplingGenerators.Options.ToArbitrary(),
                (logits, options) =>
                {
                    var before = logits.Select(BitConverter.SingleToInt32Bits).ToArray();
                    Sampler(options, logits, [0, 0]).Distribution(logits);
                    return before.SequenceEqual(logits.Select(BitConverter.SingleToInt32Bits));
                }
            )
        );

    [Theory]
    [InlineData(3, 1f, 1f, 0f)] // the candidate list
    [InlineData(0, 1f, 1f, 0f)] // all tokens
    [InlineData(0, 0.97f, 1f, 0f)] // the candidate list without top-k
    public void Draws_follow_the_distribution(int topK, float topP, float temperature, float minP)
    {
        const int Draws = 30_000;
        float[] logits = [2, 1, float.NegativeInfinity, 0.5f, 0, -1, -3];
        var options = Off with { TopK = topK, TopP = topP, Temperature = temperature, MinP = minP };
        var sampler = Sampler(options, logits);
        var counts = new int[logits.Length];
        for (var i = 0; i < Draws; i++)
        {
            counts[sampler.Sample(logits)]++;
        }

        var expected = SlowSampler.Distribution(options, [], logits)!;
        var chiSquare = expected.Sum(token =>
            Math.Pow(counts[token.Key] - (token.Value * Draws), 2) / (token.Value * Draws)
        );

        // 22.5 is passed by chance once in a thousand at 6 degrees of freedom; the seed is fixed.
        Assert.InRange(chiSquare, 0, 22.5);
        Assert.Equal(Draws, expected.Keys.Sum(token => counts[token]));
    }

    [Fact]
    public void The_same_seed_draws_the_same_tokens_and_another_seed_others()
    {
        var logits = RandomLogits(1_000, 3);

        var first = Draw(SamplingOptions.Default, logits, seed: 42);

        Assert.Equal(first, Draw(SamplingOptions.Default, logits, seed: 42));
        Assert.NotEqual(first, Draw(SamplingOptions.Default, logits, seed: 43));
    }

    [Fact]
    public void Draws_are_known_so_that_a_change_to_them_is_seen() =>
        Assert.Equal([3, 2, 2, 1, 3], Draw(Off with { TopK = 5 }, [1, 1, 1, 1, 1, 1], seed: 1).Take(5));

    [Fact]
    public void Temperature_0_takes_the_first_highest_logit()
    {
        var greedy = Off with { Temperature = 0 };

        Assert.Equal(1, Sample(greedy, [1, 5, 5, 2]));
        Assert.Equal(1, Sample(greedy, [-1, -0f, 0f, -2]));
        Assert.Equal(2, Sample(greedy, [float.NaN, float.NegativeInfinity, -7, float.NaN]));
        Assert.Equal(1, Sample(greedy, [1, float.MaxValue, 2, float.PositiveInfinity]));
        Assert.Equal(2, Sample(greedy, [1, 3e38f, float.PositiveInfinity]));
    }

    [Fact]
    public void Temperature_0_finds_the_first_highest_wherever_it_is()
    {
        var greedy = new TokenSampler(Off with { Temperature = 0 }, 3_000, 0);
        var logits = RandomLogits(3_000, 5);
        for (var place = 0; place < logits.Length; place++)
        {
            var kept = logits[place];
            logits[place] = 1_000;
            Assert.Equal(place, greedy.Sample(logits));
            logits[place] = kept;
        }
    }

    [Fact]
    public void A_tie_at_the_border_of_top_k_goes_to_the_lower_tokens()
    {
        var tokens = Sampler(Off with { TopK = 2 }, [1, 3, 1, 1]).Distribution([1, 3, 1, 1]);

        Assert.Equal([1, 0], tokens.Select(token => token.Token));
    }

    [Fact]
    public void A_banned_token_is_never_chosen_though_a_bias_lifts_it()
    {
        var options = Off with { BannedTokens = [1], LogitBias = [new(1, 100)] };

        Assert.DoesNotContain(Sampler(options, [0, 9, 0]).Distribution([0, 9, 0]), token => token.Token == 1);
        Assert.Equal(0, Sample(options with { Temperature = 0 }, [0, 9, 0]));
    }

    [Fact]
    public void A_bias_counts_before_the_penalties()
    {
        // 1 + 3 = 4, halved to 2, less 1: 1, which is under 1.5. Penalised first, it would be 0.5 − 1 + 3 = 2.5.
        var options = Off with
        {
            Temperature = 0,
            LogitBias = [new(0, 3)],
            RepeatPenalty = 2,
            PresencePenalty = 1,
        };
        var sampler = new TokenSampler(options, 2, 0);
        sampler.Accept(0);

        Assert.Equal(1, sampler.Sample([1, 1.5f]));
    }

    [Fact]
    public void Nothing_left_is_an_internal_failure_that_says_so()
    {
        SamplingOptions[] settings =
        [
            SamplingOptions.Default,
            Off,
            Off with
            {
                Temperature = 0,
            },
            Off with
            {
                TopP = 0.5f,
            },
        ];
        float[] nothing = [float.NegativeInfinity, float.NaN, float.NegativeInfinity];

        Assert.All(
            settings,
            options =>
            {
                var failure = Assert.Throws<ChatException>(() => Sample(options, nothing));
                Assert.Equal(ChatErrorKind.Internal, failure.Kind);
                Assert.Empty(Sampler(options, nothing).Distribution(nothing));
            }
        );
    }

    [Fact]
    public void Wrong_sizes_tokens_and_numbers_are_refused()
    {
        var sampler = new TokenSampler(SamplingOptions.Default, 3, 0);

        Assert.Throws<ArgumentException>(() => sampler.Sample([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => sampler.Accept(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => sampler.Accept(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenSampler(SamplingOptions.Default, 0, 0));
        SamplingOptions[] wrong =
        [
            Off with
            {
                Temperature = float.NaN,
            },
            Off with
            {
                TopP = float.NaN,
            },
            Off with
            {
                MinP = 1.5f,
            },
            Off with
            {
                RepeatPenalty = 0,
            },
            Off with
            {
                FrequencyPenalty = float.PositiveInfinity,
            },
        ];
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => new TokenSampler(options, 3, 0)));
    }

    private static TokenSampler Sampler(SamplingOptions options, float[] logits, params int[] history)
    {
        var sampler = new TokenSampler(options, logits.Length, 1);
        foreach (var token in history)
        {
            sampler.Accept(token);
        }

        return sampler;
    }

    private static int Sample(SamplingOptions options, float[] logits) => Sampler(options, logits).Sample(logits);

    private static List<int> Draw(SamplingOptions options, float[] logits, ulong seed)
    {
        var sampler = new TokenSampler(options, logits.Length, seed);
        return [.. Enumerable.Range(0, 100).Select(_ => sampler.Sample(logits))];
    }

    private static float[] RandomLogits(int count, ulong seed)
    {
        var random = new Xoshiro256(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() + random.NextDouble()) * 10)];
    }

    // Tokens too unlikely for a float's exponential may be in one list and not in the other.
    private static bool IsNear(Dictionary<int, double> expected, IReadOnlyList<TokenProbability> actual)
    {
        var found = actual.ToDictionary(token => token.Token, token => token.Probability);
        return found.Keys.All(expected.ContainsKey)
            && expected.All(token => Math.Abs(found.GetValueOrDefault(token.Key) - token.Value) < 1e-5)
            && expected.Where(token => token.Value > 1e-30).All(token => found.ContainsKey(token.Key));
    }

    private static bool Throws(Func<int> sample)
    {
        try
        {
            sample();
            return false;
        }
        catch (ChatException)
        {
            return true;
        }
    }
}
