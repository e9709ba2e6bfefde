using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>
/// Finds the schemas that a schema applies to the same value: what they say of properties and items is not left for its <c>unevaluatedProperties</c> and
/// <c>unevaluatedItems</c>.
/// </summary>
internal static class SchemaReach
{
    /// <summary>Those of some schemas that another one applies, itself not counted.</summary>
    /// <param name="outer">The schema that applies them.</param>
    /// <param name="leaves">The schemas that hold for the value.</param>
    public static IReadOnlyList<SchemaNode> Of(SchemaNode outer, IReadOnlyList<SchemaNode> leaves)
    {
        if (!outer.Keywords.HasApplicators || leaves.Count == 1)
        {
            return [];
        }

        var reached = new HashSet<SchemaNode>();
        var waiting = new Stack<SchemaNode>(Applied(outer));
        while (waiting.TryPop(out var node))
        {
            outer.Work.Spend(1, outer.Pointer);
            if (node != outer && reached.Add(node))
            {
                foreach (var inner in Applied(node))
                {
                    waiting.Push(inner);
                }
            }
        }

        return [.. leaves.Where(reached.Contains)];
    }

    private static IEnumerable<SchemaNode> Applied(SchemaNode node)
    {
        var keywords = node.Keywords;
        return keywords
            .AllOf.Concat(keywords.AnyOf ?? [])
            .Concat(keywords.OneOf ?? [])
            .Concat(keywords.DependentSchemas?.Values ?? (IEnumerable<SchemaNode>)[])
            .Concat(new[] { keywords.If, keywords.Then, keywords.Else, node.Target }.OfType<SchemaNode>());
    }
}
