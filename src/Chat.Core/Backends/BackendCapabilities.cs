using System.Collections.Frozen;

namespace Chat.Core.Backends;

/// <summary>What a backend does with each request field, by the keys of <see cref="CapabilityRow"/>.</summary>
/// <param name="fields">The fields the backend knows; of two entries for one field the last holds.</param>
public sealed class BackendCapabilities(IEnumerable<KeyValuePair<string, FieldSupport>> fields)
{
    private readonly FrozenDictionary<string, FieldSupport> _fields = fields.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The fields the backend knows and what it does with them.</summary>
    public IReadOnlyDictionary<string, FieldSupport> Fields => _fields;

    /// <summary>What stands behind the backend, as it reads within a sentence. Default: <c>this backend</c>.</summary>
    public string TargetName { get; init; } = "this backend";

    /// <summary>What the backend does with a field that it does not know. Default: <see cref="FieldSupport.Ignored"/>.</summary>
    public FieldSupport UnknownFields { get; init; } = FieldSupport.Ignored;

    /// <summary>
    /// What the backend does with a field of a message that it does not know. Such fields come with answers that are sent back: a target that
    /// would refuse them is sent the message without. Default: as <see cref="UnknownFields"/>.
    /// </summary>
    internal FieldSupport? UnknownMessageFields { get; init; }

    /// <summary>
    /// What the backend does with a field: its own entry, else that of the field without its word, else that of the nearest field round
    /// it, else <see cref="UnknownFields"/>. A field that <see cref="CapabilityTable"/> does not have fares no better for standing in one
    /// that is honoured.
    /// </summary>
    /// <param name="field">The field's key.</param>
    public FieldSupport this[string field] => Find(field).Support;

    /// <summary>What the backend does with a field, and the key of the entry that says so: the field's own where none does.</summary>
    /// <param name="field">The field's key.</param>
    internal (string Key, FieldSupport Support) Find(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (_fields.TryGetValue(field, out var support))
        {
            return (field, support);
        }

        foreach (var around in FieldPaths.Ancestors(field))
        {
            if (_fields.TryGetValue(around, out support))
            {
                return Holds(around, field, support) ? (around, support) : (field, Unknown(field));
            }
        }

        return (field, Unknown(field));
    }

    private FieldSupport Unknown(string field) =>
        field.StartsWith("messages[].", StringComparison.Ordinal)
            ? UnknownMessageFields ?? UnknownFields
            : UnknownFields;

    private static bool Holds(string around, string field, FieldSupport support) =>
        support is not (FieldSupport.Honoured or FieldSupport.Emulated)
        || FieldPaths.IsKnown(field)
        || string.Equals(around, FieldPaths.WithoutWord(field), StringComparison.Ordinal);
}
