namespace Chat.Formats.Jinja.Values;

/// <summary>A list or tuple.</summary>
/// <param name="items">The items; the list takes them over.</param>
/// <param name="isTuple">True for a tuple, which is written with round brackets.</param>
internal sealed class JinjaList(List<JinjaValue> items, bool isTuple = false) : JinjaValue
{
    /// <summary>Makes a tuple.</summary>
    /// <param name="items">Its items.</param>
    public static JinjaList Tuple(params ReadOnlySpan<JinjaValue> items) => new([.. items], isTuple: true);

    /// <summary>The items.</summary>
    public IReadOnlyList<JinjaValue> Items => items;

    /// <summary>True for a tuple.</summary>
    public bool IsTuple { get; } = isTuple;

    /// <summary>True for a list that a template made by writing it down: only such a one may grow and shrink.</summary>
    public bool IsOwn { get; init; }

    /// <inheritdoc/>
    public override string TypeName => IsTuple ? "tuple" : "list";

    /// <inheritdoc/>
    public override bool IsTrue => items.Count > 0;

    /// <summary>Adds an item at the end.</summary>
    /// <param name="item">The item.</param>
    public void Add(JinjaValue item) => items.Add(item);

    /// <summary>Takes an item out.</summary>
    /// <param name="index">Its place, from 0.</param>
    public JinjaValue RemoveAt(int index)
    {
        var item = items[index];
        items.RemoveAt(index);
        return item;
    }
}
