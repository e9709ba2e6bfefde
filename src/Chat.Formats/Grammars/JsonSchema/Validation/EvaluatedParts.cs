namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>The members and elements of one value that schemas have spoken of: what <c>unevaluatedProperties</c> and <c>unevaluatedItems</c> leave out.</summary>
internal sealed class EvaluatedParts
{
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<int> _elements = [];
    private int _first;

    /// <summary>Notes a member.</summary>
    /// <param name="name">Its name.</param>
    public void AddMember(string name) => _members.Add(name);

    /// <summary>Notes an element.</summary>
    /// <param name="index">Its place.</param>
    public void AddElement(int index) => _elements.Add(index);

    /// <summary>Notes the first elements.</summary>
    /// <param name="count">How many.</param>
    public void AddFirst(int count) => _first = Math.Max(_first, count);

    /// <summary>Whether a member was noted.</summary>
    /// <param name="name">Its name.</param>
    public bool HasMember(string name) => _members.Contains(name);

    /// <summary>Whether an element was noted.</summary>
    /// <param name="index">Its place.</param>
    public bool HasElement(int index) => index < _first || _elements.Contains(index);

    /// <summary>Notes what another noted.</summary>
    /// <param name="other">The other.</param>
    public void Add(EvaluatedParts other)
    {
        _members.UnionWith(other._members);
        _elements.UnionWith(other._elements);
        AddFirst(other._first);
    }
}
