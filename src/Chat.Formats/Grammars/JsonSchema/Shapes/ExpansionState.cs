using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>An alternative on its way.</summary>
internal sealed class ExpansionState
{
    /// <summary>The schemas whose own keywords hold.</summary>
    public List<SchemaNode> Leaves { get; } = [];

    /// <summary>The numbers of <see cref="Leaves"/>.</summary>
    public HashSet<int> Known { get; } = [];

    /// <summary>The schemas that must hold too and were not looked at yet.</summary>
    public Stack<ExpansionStep> Pending { get; } = new();

    /// <summary>The choices that were not made yet, each a list of alternatives.</summary>
    public Queue<ExpansionStep[][]> Choices { get; } = new();

    /// <summary>A copy in which more schemas must hold.</summary>
    /// <param name="more">The schemas.</param>
    public ExpansionState With(ExpansionStep[] more)
    {
        var copy = new ExpansionState();
        copy.Leaves.AddRange(Leaves);
        copy.Known.UnionWith(Known);
        foreach (var step in more.Reverse())
        {
            copy.Pending.Push(step);
        }

        foreach (var choice in Choices)
        {
            copy.Choices.Enqueue(choice);
        }

        return copy;
    }
}
