namespace Chat.Formats.Jinja.Values;

/// <summary>
/// A dictionary that keeps the order of its members. It is filled before a template sees it and is not changed after.
/// Keys are compared as in Python: 1, 1.0 and true are the same key.
/// </summary>
internal sealed class JinjaObject : JinjaValue
{
    // Up to this many members looking at each is faster than a hash.
    private const int MostScanned = 8;

    private readonly List<KeyValuePair<JinjaValue, JinjaValue>> _members = [];
    private Dictionary<JinjaValue, int>? _places;

    /// <summary>The members, in order.</summary>
    public IReadOnlyList<KeyValuePair<JinjaValue, JinjaValue>> Members => _members;

    /// <inheritdoc/>
    public override string TypeName => "dictionary";

    /// <inheritdoc/>
    public override bool IsTrue => _members.Count > 0;

    /// <summary>Adds a member, or changes the value of one that has the key.</summary>
    /// <param name="key">The key, not marked as input.</param>
    /// <param name="value">The value.</param>
    public JinjaObject Set(string key, JinjaValue value) => Set(new JinjaString(key), value);

    /// <summary>Adds a member, or changes the value of one that has the key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public JinjaObject Set(JinjaValue key, JinjaValue value)
    {
        var place = Find(key);
        if (place >= 0)
        {
            _members[place] = new(_members[place].Key, value);
            return this;
        }

        _members.Add(new(key, value));
        if (_places is not null)
        {
            _places[key] = _members.Count - 1;
        }
        else if (_members.Count > MostScanned)
        {
            _places = new Dictionary<JinjaValue, int>(KeyComparer.Instance);
            for (var index = 0; index < _members.Count; index++)
            {
                _places[_members[index].Key] = index;
            }
        }

        return this;
    }

    /// <summary>The value of a key; null when there is none.</summary>
    /// <param name="key">The key.</param>
    public JinjaValue? Get(JinjaValue key) => Find(key) is var place and >= 0 ? _members[place].Value : null;

    /// <summary>The value of a key; null when there is none.</summary>
    /// <param name="key">The key.</param>
    public JinjaValue? Get(string key)
    {
        if (_places is not null)
        {
            return _places.TryGetValue(new JinjaString(key), out var place) ? _members[place].Value : null;
        }

        foreach (var member in _members)
        {
            if (member.Key is JinjaString text && string.Equals(text.Text, key, StringComparison.Ordinal))
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override JinjaValue? Attribute(string name) => Get(name);

    private int Find(JinjaValue key)
    {
        if (_places is not null)
        {
            return _places.GetValueOrDefault(key, -1);
        }

        for (var index = 0; index < _members.Count; index++)
        {
            if (KeyComparer.Instance.Equals(_members[index].Key, key))
            {
                return index;
            }
        }

        return -1;
    }
}
