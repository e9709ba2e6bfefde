using Chat.Engine.Models;
using Chat.Engine.Native;
using Chat.Engine.Scheduling;

namespace Chat.Engine.Tests.Scheduling;

/// <summary>
/// A store and a model in one that obey llama.cpp's rules: cells are counted, positions must follow each other, and the logits behind a
/// token depend on every token before it. So an answer is right only if its sequence was.
/// </summary>
internal sealed class FakeDecoder(int length, int maxSequences, int batchSize, int vocabularySize)
    : ISequenceDecoder,
        IDecoderSource
{
    private const int Candidates = 3;

    private readonly List<int>[] _tokens = [.. Enumerable.Range(0, maxSequences).Select(_ => new List<int>())];
    private readonly List<int>[] _cells = [.. Enumerable.Range(0, maxSequences).Select(_ => new List<int>())];
    private readonly List<int[]?> _outputs = [];
    private readonly float[] _logits = new float[vocabularySize];
    private int _nextCell;

    /// <summary>What each batch held.</summary>
    public List<List<BatchedToken>> Batches { get; } = [];

    /// <summary>Called ahead of each decode.</summary>
    public Func<TokenBatch, DecodeResult> Before { get; set; } = _ => DecodeResult.Done;

    public int Opened { get; private set; }

    public int Aborts { get; private set; }

    public int Length { get; } = length;

    public int MaxSequences => maxSequences;

    public int BatchSize { get; } = batchSize;

    public bool CanCut { get; init; } = true;

    /// <summary>Cells that hold something.</summary>
    public int Used => _cells.SelectMany(cells => cells).Distinct().Count();

    public IReadOnlyList<int> TokensOf(int sequence) => _tokens[sequence];

    /// <summary>The logits behind some tokens: a few candidates that follow from all of them.</summary>
    public static void Fill(ReadOnlySpan<int> tokens, Span<float> logits)
    {
        logits.Fill(float.NegativeInfinity);
        var hash = 17UL;
        foreach (var token in tokens)
        {
            hash = unchecked((hash * 6_364_136_223_846_793_005UL) + (ulong)token + 1_442_695_040_888_963_407UL);
        }

        for (var candidate = 0; candidate < Candidates; candidate++)
        {
            // Plain words of the bundled model's vocabulary.
            logits[500 + (int)((hash >> (8 * candidate)) % 1000)] = 3 - candidate;
        }
    }

    public bool TryCut(int sequence, int keep)
    {
        if (!CanCut && keep > 0 && keep < _tokens[sequence].Count)
        {
            return false;
        }

        var count = Math.Min(keep, _tokens[sequence].Count);
        _tokens[sequence].RemoveRange(count, _tokens[sequence].Count - count);
        _cells[sequence].RemoveRange(count, _cells[sequence].Count - count);
        return true;
    }

    public void Share(int source, int target, int count)
    {
        Assert.Empty(_tokens[target]);
        Assert.InRange(count, 1, _tokens[source].Count);
        Assert.True(CanCut || count == _tokens[source].Count, "A part of a state cannot be shared.");
        _tokens[target].AddRange(_tokens[source].Take(count));
        _cells[target].AddRange(_cells[source].Take(count));
    }

    public DecodeResult Decode(TokenBatch batch)
    {
        Assert.InRange(batch.Count, 1, BatchSize);
        var tokens = Enumerable.Range(0, batch.Count).Select(index => batch[index]).ToList();
        Batches.Add(tokens);
        if (Before(batch) is var result and not DecodeResult.Done)
        {
            return result;
        }

        if (Used + batch.Count > Length)
        {
            return DecodeResult.NoRoom;
        }

        _outputs.Clear();
        foreach (var token in tokens)
        {
            Assert.Equal(_tokens[token.Sequence].Count, token.Position);
            _tokens[token.Sequence].Add(token.Token);
            _cells[token.Sequence].Add(_nextCell++);
            _outputs.Add(token.Output ? [.. _tokens[token.Sequence]] : null);
        }

        return DecodeResult.Done;
    }

    public ReadOnlySpan<float> Logits(int index)
    {
        Fill(_outputs[index] ?? throw new ArgumentException("No output.", nameof(index)), _logits);
        return _logits;
    }

    public void SetThreads(int threads) => Assert.True(threads > 0);

    public void Abort() => Aborts++;

    public void ClearAbort() { }

    public bool Covers(GenerationPlan plan) => Opened > 0;

    public ISequenceDecoder Open(GenerationPlan plan)
    {
        Opened++;
        return this;
    }

    public bool Trim() => false;

    public void Close()
    {
        Array.ForEach(_tokens, tokens => tokens.Clear());
        Array.ForEach(_cells, cells => cells.Clear());
        Opened = 0;
    }
}
