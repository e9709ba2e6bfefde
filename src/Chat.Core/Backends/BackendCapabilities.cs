using System.Collections.Frozen;

namespace Chat.Core.Backends;

/// <summary>What a backend does with each request field, by wire name.</summary>
/// <param name="fields">The fields the backend knows; of two entries for one field the last holds.</param>
public sealed class BackendCapabilities(IEnumerable<KeyValuePair<string, FieldSupport>> fields)
{
    private readonly FrozenDictionary<string, FieldSupport> _fields = fields.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The fields the backend knows and what it does with them.</summary>
    public IReadOnlyDictionary<string, FieldSupport> Fields => _fields;

    /// <summary>What the backend does with a field; <see cref="FieldSupport.Ignored"/> for one it does not know.</summary>
    /// <param name="field">The field's wire name.</param>
    public FieldSupport this[string field] => _fields.GetValueOrDefault(field, FieldSupport.Ignored);
}
