namespace Chat.Formats.Jinja.Values;

/// <summary>Compares dictionary keys as Python does: by value, numbers and booleans as numbers, tuples by their items.</summary>
internal sealed class KeyComparer : IEqualityComparer<JinjaValue>
{
    private KeyComparer() { }

    /// <summary>The comparer.</summary>
    public static KeyComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(JinjaValue? x, JinjaValue? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && ValueComparison.AreEqual(x, y));

    /// <inheritdoc/>
    public int GetHashCode(JinjaValue obj) =>
        obj switch
        {
            JinjaString text => string.GetHashCode(text.Text, StringComparison.Ordinal),
            JinjaInteger number => ((double)number.Value).GetHashCode(),
            JinjaFloat number => number.Value.GetHashCode(),
            JinjaBoolean truth => (truth.IsTrue ? 1.0 : 0.0).GetHashCode(),
            JinjaList list => HashOf(list),
            _ => 0,
        };

    private int HashOf(JinjaList list)
    {
        var hash = new HashCode();
        foreach (var item in list.Items)
        {
            // Only tuples of plain values become keys.
            hash.Add(item is JinjaList ? 0 : GetHashCode(item));
        }

        return hash.ToHashCode();
    }
}
