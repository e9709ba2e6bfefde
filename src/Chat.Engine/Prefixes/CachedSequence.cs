using System.Runtime.InteropServices;

namespace Chat.Engine.Prefixes;

/// <summary>A sequence whose keys and values are in the cache, and the tokens they are of. It is in use until it is parked.</summary>
/// <param name="number">Its number in the store.</param>
/// <param name="cells">The places of the cache.</param>
internal sealed class CachedSequence(int number, CacheCells cells)
{
    private readonly List<int> _tokens = [];
    private readonly List<int> _cells = [];

    /// <summary>Its number in the store.</summary>
    public int Number { get; } = number;

    /// <summary>How many tokens it holds.</summary>
    public int Length => _tokens.Count;

    /// <summary>The tokens it holds; good until it changes.</summary>
    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>True while no answer uses it: it waits for a prompt that begins like it, and may be evicted.</summary>
    public bool IsParked { get; private set; }

    /// <summary>When it was last used, as a count of uses.</summary>
    public long LastUsed { get; set; }

    /// <summary>Adds tokens that were computed.</summary>
    /// <param name="tokens">The tokens.</param>
    public void Append(ReadOnlySpan<int> tokens)
    {
        foreach (var token in tokens)
        {
            Add(token, cells.Take());
        }
    }

    /// <summary>Takes over the first tokens of another sequence, to share their places.</summary>
    /// <param name="source">The other sequence.</param>
    /// <param name="length">How many tokens.</param>
    public void ShareFrom(CachedSequence source, int length)
    {
        for (var index = 0; index < length; index++)
        {
            cells.Share(source._cells[index]);
            Add(source._tokens[index], source._cells[index]);
        }
    }

    /// <summary>Lets go of the tokens behind a place.</summary>
    /// <param name="length">How many stay.</param>
    public void Cut(int length)
    {
        for (var index = _tokens.Count - 1; index >= length; index--)
        {
            if (!IsParked)
            {
                cells.Unpin(_cells[index]);
            }

            cells.Release(_cells[index]);
        }

        _tokens.RemoveRange(length, _tokens.Count - length);
        _cells.RemoveRange(length, _cells.Count - length);
    }

    /// <summary>Ends its use.</summary>
    public void Park()
    {
        if (!IsParked)
        {
            IsParked = true;
            _cells.ForEach(cells.Unpin);
        }
    }

    /// <summary>Takes it into use again.</summary>
    public void Unpark()
    {
        if (IsParked)
        {
            IsParked = false;
            _cells.ForEach(cells.Pin);
        }
    }

    private void Add(int token, int cell)
    {
        _tokens.Add(token);
        _cells.Add(cell);
        cells.Pin(cell);
    }
}
