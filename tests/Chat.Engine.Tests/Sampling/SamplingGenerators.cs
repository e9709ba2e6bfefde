using Chat.Engine.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Sampling;

/// <summary>Generators of logits, settings and histories.</summary>
internal static class SamplingGenerators
{
    private static readonly float[] Special =
    [
        0f,
        -0f,
        1f,
        1f,
        float.NegativeInfinity,
        float.NaN,
        float.PositiveInfinity,
        float.MaxValue,
        float.MinValue,
        float.Epsilon,
    ];

    /// <summary>Numbers as models give them.</summary>
    public static Gen<float> Logit { get; } = Gen.Choose(-150_000, 150_000).Select(number => number / 10_000f);

    /// <summary>Logits of 1 to about 300 tokens: ordinary, with many ties, with no numbers among them, and rising.</summary>
    public static Gen<float[]> Logits { get; } =
        Gen.OneOf(
            Many(Logit),
            Many(Gen.Choose(-3, 3).Select(number => (float)number)),
            Many(Gen.Frequency((9, Logit), (1, Gen.Elements(Special)))),
            Many(Gen.Elements(Special)),
            Many(Logit).Select(logits => logits.Order().ToArray())
        );

    public static Gen<SamplingOptions> Options { get; } =
        from temperature in Gen.Elements(0f, 0.1f, 0.8f, 1f, 2f)
        from topK in Gen.Elements(0, 1, 3, 40, 250, 1000)
        from topP in Gen.Elements(0f, 0.1f, 0.5f, 0.95f, 1f)
        from minP in Gen.Elements(0f, 0f, 0.05f, 0.5f, 1f)
        from typicalP in Gen.Elements(1f, 1f, 0.9f, 0.2f)
        from repeat in Gen.Elements(1f, 1.1f, 0.5f)
        from lastN in Gen.Elements(-1, 0, 3, 64)
        from frequency in Gen.Elements(0f, 0.5f, -0.5f)
        from presence in Gen.Elements(0f, 0.7f)
        from biases in Gen.Choose(-1, 300).Zip(Gen.Elements(-100f, -1f, 0.5f, 100f)).ListOf()
        from banned in Gen.Choose(-1, 300).ListOf()
        select new SamplingOptions
        {
            Temperature = temperature,
            TopK = topK,
            TopP = topP,
            MinP = minP,
            TypicalP = typicalP,
            RepeatPenalty = repeat,
            RepeatLastN = lastN,
            FrequencyPenalty = frequency,
            PresencePenalty = presence,
            LogitBias = [.. biases.Take(5).Select(bias => KeyValuePair.Create(bias.Item1, bias.Item2))],
            BannedTokens = [.. banned.Take(5)],
        };

    /// <summary>Numbers that become tokens of the history by the remainder of the vocabulary's size.</summary>
    public static Gen<int[]> History { get; } = Gen.Choose(0, 300).ArrayOf();

    private static Gen<float[]> Many(Gen<float> logit) =>
        Gen.OneOf(Gen.Choose(1, 20), Gen.Choose(200, 300)).SelectMany(count => logit.ArrayOf(count));
}
