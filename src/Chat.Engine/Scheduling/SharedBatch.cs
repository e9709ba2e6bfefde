using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Native;

namespace Chat.Engine.Scheduling;

/// <summary>
/// One batch of many answers, and its decode. A decode that nobody waits for any more is stopped. Used by one thread, but for
/// <see cref="Cancelled"/>.
/// </summary>
/// <param name="decoder">What computes it.</param>
internal sealed class SharedBatch(ISequenceDecoder decoder)
{
    private readonly Lock _gate = new();
    private readonly TokenBatch _tokens = new(decoder.BatchSize);
    private readonly List<BatchEntry> _entries = [];
    private bool _isComputing;

    /// <summary>What it holds.</summary>
    public IReadOnlyList<BatchEntry> Entries => _entries;

    /// <summary>How many tokens it holds.</summary>
    public int Count => _tokens.Count;

    /// <summary>The most tokens it can hold.</summary>
    public int Capacity => _tokens.Capacity;

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _entries.Clear();
        _tokens.Clear();
    }

    /// <summary>Adds the next tokens of an answer.</summary>
    /// <param name="sequence">The answer, with a place in the cache.</param>
    /// <param name="tokens">How many of its tokens that are not computed yet.</param>
    public void Add(AnswerSequence sequence, int tokens)
    {
        var output = -1;
        var from = sequence.Computed;
        for (var position = from; position < from + tokens; position++)
        {
            var isLast = position == sequence.Tokens.Length - 1;
            var index = _tokens.Add(sequence.Tokens[position], position, sequence.Cached!.Number, isLast);
            output = isLast ? index : output;
        }

        _entries.Add(new BatchEntry(sequence, tokens, output));
    }

    /// <summary>Computes it.</summary>
    /// <exception cref="ChatException">The engine failed; what it holds now is not known.</exception>
    public DecodeResult Decode()
    {
        lock (_gate)
        {
            decoder.ClearAbort();
            if (NobodyWaits())
            {
                return DecodeResult.Aborted;
            }

            _isComputing = true;
        }

        try
        {
            return decoder.Decode(_tokens);
        }
        finally
        {
            lock (_gate)
            {
                _isComputing = false;
            }
        }
    }

    /// <summary>Told when a request is cancelled. Safe from any thread.</summary>
    public void Cancelled()
    {
        lock (_gate)
        {
            if (_isComputing && NobodyWaits())
            {
                decoder.Abort();
            }
        }
    }

    private bool NobodyWaits() =>
        _entries.TrueForAll(entry => entry.Sequence.Job.CancellationToken.IsCancellationRequested);
}
