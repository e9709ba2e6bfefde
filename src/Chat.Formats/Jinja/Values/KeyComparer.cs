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
            JinjaList { Items.Count: > 0 } list when list.Items[0] is not JinjaList => HashCode.Combine(
                list.Items.Count,
                GetHashCode(list.Items[0])
            ),
            JinjaList list => list.Items.Count,
            _ => 0,
        };
}
