namespace Chat.Engine.Answers;

/// <summary>
/// Keeps what was made last, up to a number of entries and a size of all together; the one used longest ago goes first. Safe for use by several
/// threads at once: what two of them want at the same time may be made twice, and is kept once.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="maxEntries">The most entries, 1 or more.</param>
/// <param name="maxSize">The most size of all entries; a larger one is made and not kept.</param>
internal sealed class RecentCache<T>(int maxEntries, long maxSize)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, T Value, long Size)> _order = [];
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value, long Size)>> _nodes = new(
        StringComparer.Ordinal
    );
    private long _size;

    /// <summary>How many entries there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _nodes.Count;
            }
        }
    }

    /// <summary>The entry of a key, made when it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes it. What it throws is thrown here, and nothing is kept.</param>
    /// <param name="measure">Its size, in the unit of the bound.</param>
    public T GetOrMake(string key, Func<T> make, Func<T, long> measure)
    {
        if (Find(key) is { } found)
        {
            return found;
        }

        var made = make();
        var size = measure(made);
        lock (_gate)
        {
            if (size > maxSize || _nodes.ContainsKey(key))
            {
                return made;
            }

            _nodes[key] = _order.AddLast((key, made, size));
            _size += size;
            while (_nodes.Count > maxEntries || _size > maxSize)
            {
                var (oldest, _, freed) = _order.First!.Value;
                _order.RemoveFirst();
                _nodes.Remove(oldest);
                _size -= freed;
            }
        }

        return made;
    }

    private T? Find(string key)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(key, out var node))
            {
                return null;
            }

            _order.Remove(node);
            _order.AddLast(node);
            return node.Value.Value;
        }
    }
}
