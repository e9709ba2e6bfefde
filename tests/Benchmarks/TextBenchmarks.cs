using System.Text;
using BenchmarkDotNet.Attributes;
using Chat.Core.Completions;
using Chat.Engine.Text;

namespace Benchmarks;

/// <summary>Making the text of an answer of 1,000 tokens.</summary>
[MemoryDiagnoser]
public class TextBenchmarks
{
    private const int Tokens = 1_000;

    private static readonly TokenLogprob Logprob = new() { Token = " word" };

    private readonly byte[][] _pieces =
    [
        .. Enumerable.Range(0, Tokens).Select(i => Encoding.UTF8.GetBytes(i % 10 == 0 ? "naïve €" : " word")),
    ];

    private string[] _stops = [];

    /// <summary>How many stop strings there are.</summary>
    [Params(0, 4, 64)]
    public int Stops { get; set; }

    [GlobalSetup]
    public void SetUp() => _stops = [.. Enumerable.Range(0, Stops).Select(i => $" word{i}")];

    [Benchmark(Baseline = true, OperationsPerInvoke = Tokens)]
    public int Text() => Run(null);

    [Benchmark(OperationsPerInvoke = Tokens)]
    public int TextAndLogprobs() => Run(Logprob);

    private int Run(TokenLogprob? logprob)
    {
        var assembler = new TokenTextAssembler(_stops);
        var length = 0;
        foreach (var piece in _pieces)
        {
            length += assembler.Push(piece, logprob).Text.Length;
        }

        return length + assembler.Flush().Text.Length;
    }
}
