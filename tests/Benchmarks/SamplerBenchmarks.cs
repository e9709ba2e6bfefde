using BenchmarkDotNet.Attributes;
using Chat.Engine.Sampling;

namespace Benchmarks;

/// <summary>Choosing a token, by vocabulary size. The logits are about normally distributed, as a model's are.</summary>
[MemoryDiagnoser]
public class SamplerBenchmarks
{
    private readonly TokenProbabilities _probabilities = new();
    private float[] _logits = [];
    private TokenSampler _greedy = null!;
    private TokenSampler _default = null!;
    private TokenSampler _penalised = null!;
    private TokenSampler _topPAndMinP = null!;
    private TokenSampler _topPOnly = null!;
    private TokenSampler _everything = null!;

    /// <summary>How many tokens there are: those of SmolLM2, Llama 3 and Gemma.</summary>
    [Params(49_152, 128_256, 262_144)]
    public int Vocabulary { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Xoshiro256(1);
        _logits = [.. Enumerable.Range(0, Vocabulary).Select(_ => Normal(random) * 3)];
        var off = SamplingOptions.Default with { TopK = 0, TopP = 1, MinP = 0 };
        _greedy = Sampler(SamplingOptions.Default with { Temperature = 0 });
        _default = Sampler(SamplingOptions.Default);
        _penalised = Sampler(SamplingOptions.Default with { RepeatPenalty = 1.1f });
        _topPAndMinP = Sampler(off with { TopP = 0.95f, MinP = 0.05f });
        _topPOnly = Sampler(off with { TopP = 0.95f });
        _everything = Sampler(off);
    }

    [Benchmark]
    public int Greedy() => _greedy.Sample(_logits);

    [Benchmark(Baseline = true)]
    public int Default() => _default.Sample(_logits);

    [Benchmark]
    public int RepeatPenalty() => _penalised.Sample(_logits);

    [Benchmark]
    public int TopPAndMinPOfAll() => _topPAndMinP.Sample(_logits);

    [Benchmark]
    public int TopPOfAll() => _topPOnly.Sample(_logits);

    [Benchmark]
    public int SoftmaxOfAll() => _everything.Sample(_logits);

    [Benchmark]
    public double LogprobsWithTop20() => _probabilities.Measure(_logits, 7, 20).Logprob;

    private TokenSampler Sampler(SamplingOptions options)
    {
        var sampler = new TokenSampler(options, Vocabulary, 1);
        for (var token = 0; token < 64; token++)
        {
            sampler.Accept(token * 7);
        }

        return sampler;
    }

    private static float Normal(Xoshiro256 random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
