using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Tells which keywords the grammar does not keep, each place once and at most <see cref="Max"/> of them.</summary>
/// <param name="warnings">Where they go.</param>
internal sealed class SchemaWarnings(ICollection<string> warnings)
{
    /// <summary>The most warnings of one schema.</summary>
    public const int Max = 200;

    private readonly HashSet<(int Node, string Keyword)> _told = [];

    /// <summary>Tells that a keyword is not kept.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="reason">Why, or in which case.</param>
    public void Add(SchemaNode node, string keyword, string reason)
    {
        if (_told.Count <= Max && _told.Add((node.Id, keyword)))
        {
            warnings.Add(
                _told.Count <= Max
                    ? $"The grammar does not keep {SchemaErrors.Short(JsonPointer.Member(node.Pointer, keyword))}: {reason}."
                    : $"The grammar does not keep more than {Max} keywords of the schema; the rest are not named."
            );
        }
    }
}
