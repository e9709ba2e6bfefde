using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Tells which keywords the grammar does not keep, each place once and at most <see cref="Max"/> of them.</summary>
/// <param name="warnings">Where they go.</param>
internal sealed class SchemaWarnings(ICollection<string> warnings)
{
    /// <summary>The most warnings of one schema.</summary>
    public const int Max = 200;

    private const int NoNode = -1;

    private readonly HashSet<(int Node, string Keyword)> _told = [];

    /// <summary>Tells that a keyword is not kept.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="reason">Why, or in which case.</param>
    public void Add(SchemaNode node, string keyword, string reason)
    {
        if (IsNew(node.Id, keyword))
        {
            warnings.Add(
                $"The grammar does not keep {SchemaErrors.Short(JsonPointer.Member(node.Pointer, keyword))}: {reason}."
            );
        }
    }

    /// <summary>Tells that properties of a name are left out.</summary>
    /// <param name="name">The name.</param>
    /// <param name="reason">Why.</param>
    public void AddName(string name, string reason)
    {
        if (IsNew(NoNode, name))
        {
            warnings.Add($"The grammar leaves out the property \"{SchemaErrors.Short(name)}\": {reason}.");
        }
    }

    private bool IsNew(int node, string keyword)
    {
        if (_told.Count > Max || !_told.Add((node, keyword)))
        {
            return false;
        }

        if (_told.Count > Max)
        {
            warnings.Add($"The grammar does not keep more than {Max} keywords of the schema; the rest are not named.");
        }

        return _told.Count <= Max;
    }
}
