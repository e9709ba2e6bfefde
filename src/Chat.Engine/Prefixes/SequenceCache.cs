namespace Chat.Engine.Prefixes;

/// <summary>
/// Keeps the book of what the store of keys and values holds: the sequences of answers being made, and parked ones that a later prompt
/// may begin like. This is the boundary behind which a prefix tree and a disk cache are to come. Used by one thread.
/// </summary>
/// <param name="memory">The store.</param>
/// <param name="shortTail">The tokens that a parked sequence must hold behind what it shares, to be kept beside it.</param>
internal sealed class SequenceCache(ISequenceMemory memory, int shortTail = SequenceCache.ShortTail)
{
    /// <summary>
    /// Fewer tokens than this are computed again sooner than a sequence of their own is worth: an editor that asks at every key would else
    /// push every chat out.
    /// </summary>
    public const int ShortTail = 64;

    private readonly CacheCells _cells = new(memory.Length);
    private readonly CachedSequence?[] _sequences = new CachedSequence?[memory.MaxSequences];
    private long _uses;

    /// <summary>How many tokens sequences in use hold; the rest is free, or can be had by evicting parked ones.</summary>
    public int Pinned => _cells.Pinned;

    /// <summary>How many tokens are held.</summary>
    public int Used => memory.Length - _cells.Free;

    /// <summary>How many sequences wait for a prompt that begins like them.</summary>
    public int Parked => _sequences.Count(sequence => sequence is { IsParked: true });

    /// <summary>
    /// Opens a sequence that begins with as many of some tokens as the cache holds, at most all but the last: the logits after that one
    /// must be computed. A parked sequence that is a beginning of the tokens, or differs only in a short tail, goes on; of any other its
    /// beginning is shared.
    /// </summary>
    /// <param name="tokens">The tokens that the sequence is to hold.</param>
    /// <returns>The sequence, which may be empty; null when all numbers are in use.</returns>
    public CachedSequence? Open(ReadOnlySpan<int> tokens)
    {
        var (source, length) = Longest(tokens);
        if (source is { IsParked: true } && length == source.Length)
        {
            return Use(source);
        }

        if (source is { IsParked: true } && source.Length - length < shortTail && CutToUse(source, length) is { } cut)
        {
            return cut;
        }

        if (NextNumber(source) is not { } number)
        {
            // Nothing else can give its place: the end of the only parked one is given up for its beginning.
            return source is { IsParked: true } ? CutToUse(source, length) : null;
        }

        var sequence = new CachedSequence(number, _cells);
        _sequences[number] = sequence;
        if (source is not null)
        {
            memory.Share(source.Number, number, length);
            sequence.ShareFrom(source, length);
            Touch(source);
        }

        return Use(sequence);
    }

    /// <summary>Opens a sequence that shares all that another one holds.</summary>
    /// <param name="source">The other sequence, in use.</param>
    /// <returns>The new one; null when all numbers are in use.</returns>
    public CachedSequence? Fork(CachedSequence source)
    {
        if (NextNumber(source) is not { } number)
        {
            return null;
        }

        var sequence = new CachedSequence(number, _cells);
        _sequences[number] = sequence;
        if (source.Length > 0)
        {
            memory.Share(source.Number, number, source.Length);
            sequence.ShareFrom(source, source.Length);
        }

        return Use(sequence);
    }

    /// <summary>How many of the first of some tokens any sequence holds.</summary>
    /// <param name="tokens">The tokens.</param>
    public int CountHeld(ReadOnlySpan<int> tokens) => Longest(tokens).Length;

    /// <summary>How many of the first of some tokens could be shared with a sequence that will hold others.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="others">The others.</param>
    public int CountShareable(ReadOnlySpan<int> tokens, ReadOnlySpan<int> others) =>
        memory.CanCut ? tokens.CommonPrefixLength(others) : 0;

    /// <summary>How many of the first of some tokens a sequence in use holds, so that they would take no room.</summary>
    /// <param name="tokens">The tokens.</param>
    public int CountShared(ReadOnlySpan<int> tokens)
    {
        var most = 0;
        foreach (var sequence in _sequences)
        {
            if (memory.CanCut && sequence is { IsParked: false })
            {
                most = Math.Max(most, tokens.CommonPrefixLength(sequence.Tokens));
            }
        }

        return most;
    }

    /// <summary>Makes room by evicting parked sequences, the one not used for longest first.</summary>
    /// <param name="tokens">How many tokens must fit.</param>
    /// <returns>True when they fit; false when they do not and nothing is parked any more.</returns>
    public bool TryMakeRoom(int tokens)
    {
        while (_cells.Free < tokens)
        {
            if (!Evict())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Evicts the parked sequence not used for longest.</summary>
    /// <param name="except">One to keep; null to keep none.</param>
    /// <returns>False when none is parked.</returns>
    public bool Evict(CachedSequence? except = null)
    {
        CachedSequence? oldest = null;
        foreach (var sequence in _sequences)
        {
            if (
                sequence is { IsParked: true }
                && sequence != except
                && (oldest is null || sequence.LastUsed < oldest.LastUsed)
            )
            {
                oldest = sequence;
            }
        }

        if (oldest is not null)
        {
            Remove(oldest);
        }

        return oldest is not null;
    }

    /// <summary>Ends the use of a sequence and keeps it for later prompts.</summary>
    /// <param name="sequence">The sequence, in use.</param>
    public void Park(CachedSequence sequence)
    {
        if (sequence.Length == 0)
        {
            Remove(sequence);
            return;
        }

        Touch(sequence);
        sequence.Park();
    }

    /// <summary>Removes a sequence and frees what it alone held.</summary>
    /// <param name="sequence">The sequence.</param>
    public void Remove(CachedSequence sequence)
    {
        memory.TryCut(sequence.Number, 0);
        sequence.Cut(0);
        _sequences[sequence.Number] = null;
    }

    /// <summary>Brings the store back to what the book says of a sequence, after a decode that did not finish.</summary>
    /// <param name="sequence">The sequence, in use.</param>
    /// <returns>False when it could not be and the sequence was removed.</returns>
    public bool TryRestore(CachedSequence sequence)
    {
        if (memory.TryCut(sequence.Number, sequence.Length))
        {
            return true;
        }

        Remove(sequence);
        return false;
    }

    private (CachedSequence? Source, int Length) Longest(ReadOnlySpan<int> tokens)
    {
        var wanted = tokens[..^1];
        CachedSequence? best = null;
        var bestLength = 0;
        foreach (var sequence in _sequences)
        {
            if (sequence is null)
            {
                continue;
            }

            var length = wanted.CommonPrefixLength(sequence.Tokens);
            var isWhole = length == sequence.Length;
            var isUsable = memory.CanCut || (sequence.IsParked && isWhole);
            // Of two that match equally the one that can simply go on is taken.
            if (
                isUsable
                && length > 0
                && (length > bestLength || (length == bestLength && sequence.IsParked && isWhole))
            )
            {
                (best, bestLength) = (sequence, length);
            }
        }

        return (best, bestLength);
    }

    private int? NextNumber(CachedSequence? except)
    {
        var number = Array.IndexOf(_sequences, null);
        if (number < 0 && Evict(except))
        {
            number = Array.IndexOf(_sequences, null);
        }

        return number < 0 ? null : number;
    }

    private CachedSequence? CutToUse(CachedSequence sequence, int length)
    {
        if (!memory.TryCut(sequence.Number, length))
        {
            return null;
        }

        sequence.Cut(length);
        return Use(sequence);
    }

    private CachedSequence Use(CachedSequence sequence)
    {
        Touch(sequence);
        sequence.Unpark();
        return sequence;
    }

    private void Touch(CachedSequence sequence) => sequence.LastUsed = ++_uses;
}
