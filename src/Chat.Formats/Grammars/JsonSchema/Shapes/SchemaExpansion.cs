using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>
/// Turns schemas that must all hold into alternatives, each a list of schemas whose own keywords must all hold: references are followed, <c>allOf</c> is laid
/// flat, and <c>anyOf</c>, <c>oneOf</c>, <c>if</c> and the dependent keywords each double what is there. Bounds: <see cref="MaxAlternatives"/>.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="warnings">Where keywords go that are not kept.</param>
internal sealed class SchemaExpansion(SchemaDocument document, SchemaWarnings warnings)
{
    /// <summary>The most alternatives of one place.</summary>
    public const int MaxAlternatives = 1024;

    // Schemas applied to one value inside each other; a chain that long is a circle or an attack.
    private const int MostInPlace = 256;

    private readonly SchemaNegation _negation = new(document);

    /// <summary>Whether the opposite of a schema can be said.</summary>
    /// <param name="node">The schema.</param>
    public bool IsNegated(SchemaNode node) => _negation.Of(node) is not null;

    /// <summary>The alternatives.</summary>
    /// <param name="set">The schemas.</param>
    /// <exception cref="Core.Errors.ChatException">A schema applies itself to the same value, or there are too many alternatives.</exception>
    public IReadOnlyList<IReadOnlyList<SchemaNode>> Expand(IReadOnlyList<SchemaNode> set)
    {
        var done = new List<IReadOnlyList<SchemaNode>>();
        var start = new ExpansionState();
        for (var index = set.Count - 1; index >= 0; index--)
        {
            start.Pending.Push(new ExpansionStep(set[index], null, 0));
        }

        var states = new Stack<ExpansionState>([start]);
        while (states.TryPop(out var state))
        {
            if (!Settle(state))
            {
                continue;
            }

            if (!state.Choices.TryDequeue(out var choice))
            {
                done.Add(state.Leaves);
            }
            else
            {
                if (done.Count + states.Count + choice.Length > MaxAlternatives)
                {
                    throw TooMany(set);
                }

                document.Work.Spend((long)choice.Length * (state.Leaves.Count + state.Choices.Count), set[0].Pointer);
                foreach (var alternative in choice.Reverse())
                {
                    states.Push(state.With(alternative));
                }
            }
        }

        return done;
    }

    private static Core.Errors.ChatException TooMany(IReadOnlyList<SchemaNode> set) =>
        SchemaErrors.TooMuch(set[0].Pointer, $"more than {MaxAlternatives} combinations of alternatives in one place");

    // Takes in what must hold without a choice; false when no value fits.
    private bool Settle(ExpansionState state)
    {
        while (state.Pending.TryPop(out var step))
        {
            var node = step.Node;
            if (node.IsFalse)
            {
                return false;
            }

            document.Work.Spend(1 + (step.Depth / 8), node.Pointer);
            for (var parent = step.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent.Node == node)
                {
                    throw SchemaErrors.Cycle(node.Pointer);
                }
            }

            if (step.Depth > MostInPlace)
            {
                throw SchemaErrors.TooMuch(node.Pointer, $"more than {MostInPlace} schemas for one value");
            }

            if (state.Known.Add(node.Id))
            {
                state.Leaves.Add(node);
                if (node.Keywords.HasApplicators)
                {
                    Apply(state, step);
                }
            }
        }

        return true;
    }

    private void Apply(ExpansionState state, ExpansionStep step)
    {
        var keywords = step.Node.Keywords;
        for (var index = keywords.AllOf.Count - 1; index >= 0; index--)
        {
            state.Pending.Push(step.To(keywords.AllOf[index]));
        }

        if (step.Node.Target is { } target)
        {
            state.Pending.Push(step.To(target));
        }

        if (keywords.AnyOf is { } anyOf)
        {
            state.Choices.Enqueue([.. anyOf.Select(node => (ExpansionStep[])[step.To(node)])]);
        }

        if (keywords.OneOf is { } oneOf)
        {
            SchemaDisjoint.Warn(step.Node, oneOf, warnings);
            state.Choices.Enqueue([.. oneOf.Select(node => (ExpansionStep[])[step.To(node)])]);
        }

        if (keywords.Not is { } not && _negation.Of(not) is { } opposite)
        {
            state.Pending.Push(step.To(opposite));
        }

        if (keywords.If is { } condition && (keywords.Then ?? keywords.Else) is not null)
        {
            var otherwise = document.Derived(step.Node, $"{{\"not\":{condition.Element.GetRawText()}}}");
            state.Choices.Enqueue([Steps(step, condition, keywords.Then), Steps(step, otherwise, keywords.Else)]);
        }

        ApplyDependencies(state, step, keywords);
    }

    private void ApplyDependencies(ExpansionState state, ExpansionStep step, SchemaKeywords keywords)
    {
        foreach (var (name, needed) in keywords.DependentRequired ?? [])
        {
            var names = string.Join(",", needed.Prepend(name).Select(JsonTexts.Quote));
            state.Choices.Enqueue([
                Steps(step, Has(step.Node, names), null),
                Steps(step, Lacks(step.Node, name), null),
            ]);
        }

        foreach (var (name, schema) in keywords.DependentSchemas ?? [])
        {
            state.Choices.Enqueue([
                Steps(step, Has(step.Node, JsonTexts.Quote(name)), schema),
                Steps(step, Lacks(step.Node, name), null),
            ]);
        }
    }

    private SchemaNode Has(SchemaNode node, string names) => document.Derived(node, $"{{\"required\":[{names}]}}");

    private SchemaNode Lacks(SchemaNode node, string name) =>
        document.Derived(node, $"{{\"properties\":{{{JsonTexts.Quote(name)}:false}}}}");

    private static ExpansionStep[] Steps(ExpansionStep step, SchemaNode first, SchemaNode? second) =>
        second is null ? [step.To(first)] : [step.To(first), step.To(second)];
}
