namespace Chat.Engine.Prefixes;

/// <summary>The keys and values of many sequences in one store, as far as they are moved about without computing.</summary>
internal interface ISequenceMemory
{
    /// <summary>How many tokens fit, over all sequences together; a token that sequences share counts once.</summary>
    int Length { get; }

    /// <summary>How many sequences there can be; their numbers begin at 0.</summary>
    int MaxSequences { get; }

    /// <summary>True when a sequence can be cut behind any of its tokens and a part of it shared.</summary>
    bool CanCut { get; }

    /// <summary>Drops the tokens of a sequence behind a place.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="length">How many tokens stay; 0 always succeeds.</param>
    /// <returns>False when this model cannot be cut there; the sequence must then be removed whole.</returns>
    bool TryCut(int sequence, int length);

    /// <summary>Lets a sequence share the first tokens of another one, without copying them.</summary>
    /// <param name="source">The sequence that holds them.</param>
    /// <param name="target">The sequence to share them with; it is empty.</param>
    /// <param name="length">How many tokens; all that the source holds where <see cref="CanCut"/> is false.</param>
    void Share(int source, int target, int length);
}
