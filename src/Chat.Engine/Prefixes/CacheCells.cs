namespace Chat.Engine.Prefixes;

/// <summary>
/// Counts the places of the cache: each holds one token of one or more sequences, and is free again when the last lets go. A sequence in
/// use pins its places; what parked ones alone hold can be had by evicting them.
/// </summary>
/// <param name="capacity">How many places there are.</param>
internal sealed class CacheCells(int capacity)
{
    private readonly int[] _holders = new int[capacity];
    private readonly int[] _pins = new int[capacity];
    private readonly Stack<int> _given = new();
    private int _untouched;

    /// <summary>How many places hold nothing.</summary>
    public int Free => capacity - _untouched + _given.Count;

    /// <summary>How many places sequences in use hold.</summary>
    public int Pinned { get; private set; }

    /// <summary>Takes a free place for one sequence.</summary>
    /// <exception cref="InvalidOperationException">None is free.</exception>
    public int Take()
    {
        if (Free == 0)
        {
            throw new InvalidOperationException($"All {capacity} places of the cache are taken.");
        }

        var cell = _given.TryPop(out var back) ? back : _untouched++;
        _holders[cell] = 1;
        return cell;
    }

    /// <summary>Counts one more sequence that holds a place.</summary>
    /// <param name="cell">A place that is held.</param>
    public void Share(int cell) => _holders[cell]++;

    /// <summary>Counts one sequence less that holds a place.</summary>
    /// <param name="cell">A place that is held.</param>
    public void Release(int cell)
    {
        if (--_holders[cell] == 0)
        {
            _given.Push(cell);
        }
    }

    /// <summary>Counts one more sequence in use that holds a place.</summary>
    /// <param name="cell">A place that is held.</param>
    public void Pin(int cell) => Pinned += _pins[cell]++ == 0 ? 1 : 0;

    /// <summary>Counts one sequence in use less that holds a place.</summary>
    /// <param name="cell">A place that is pinned.</param>
    public void Unpin(int cell) => Pinned -= --_pins[cell] == 0 ? 1 : 0;
}
