namespace Chat.Formats.Grammars.Gbnf;

/// <summary>What was read so far of a rule's right side or of a group in parentheses.</summary>
/// <param name="position">Where it begins, in characters from 0.</param>
internal sealed class GbnfGroup(int position)
{
    private readonly List<GbnfNode> _alternatives = [];
    private readonly List<GbnfNode> _items = [];

    /// <summary>Where it begins, in characters from 0.</summary>
    public int Position { get; } = position;

    /// <summary>The last piece of the alternative being read; null before the first.</summary>
    public GbnfNode? Last => _items.Count == 0 ? null : _items[^1];

    /// <summary>Adds a piece to the alternative being read.</summary>
    /// <param name="item">The piece.</param>
    public void Add(GbnfNode item) => _items.Add(item);

    /// <summary>Puts a piece in the place of the last one.</summary>
    /// <param name="item">The piece.</param>
    public void ReplaceLast(GbnfNode item) => _items[^1] = item;

    /// <summary>Begins the next alternative.</summary>
    public void EndAlternative()
    {
        _alternatives.Add(
            _items.Count switch
            {
                0 => GbnfSequence.Empty,
                1 => _items[0],
                _ => new GbnfSequence(_items.ToArray()),
            }
        );
        _items.Clear();
    }

    /// <summary>Ends the group.</summary>
    /// <returns>What it is.</returns>
    public GbnfNode End()
    {
        EndAlternative();
        return _alternatives.Count == 1 ? _alternatives[0] : new GbnfAlternation(_alternatives);
    }
}
