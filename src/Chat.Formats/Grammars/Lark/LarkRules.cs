namespace Chat.Formats.Grammars.Lark;

/// <summary>Which rules can be empty and which rules a rule can start with.</summary>
internal sealed class LarkRules
{
    private readonly HashSet<string> _nullable = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, LarkNode> _rules;

    /// <summary>Looks at rules.</summary>
    /// <param name="rules">The rules.</param>
    public LarkRules(IReadOnlyDictionary<string, LarkNode> rules)
    {
        _rules = rules;
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var (name, node) in rules)
            {
                changed |= !_nullable.Contains(name) && IsNullable(node) && _nullable.Add(name);
            }
        }
    }

    /// <summary>True when a part can be empty.</summary>
    /// <param name="node">The part.</param>
    public bool IsNullable(LarkNode node) =>
        node switch
        {
            LarkName name => _nullable.Contains(name.Name),
            LarkPattern pattern => pattern.Pattern.IsNullable,
            LarkRepeat repeat => repeat.Least == 0 || IsNullable(repeat.Part),
            LarkChoice choice => choice.Parts.Any(IsNullable),
            LarkSequence sequence => sequence.Parts.All(IsNullable),
            _ => false,
        };

    /// <summary>The rules that a part can start with, itself not followed further.</summary>
    /// <param name="node">The part.</param>
    public IEnumerable<string> Corners(LarkNode node) =>
        node switch
        {
            LarkName name => [name.Name],
            LarkRepeat { Most: 0 } => [],
            LarkRepeat repeat => Corners(repeat.Part),
            LarkChoice choice => choice.Parts.SelectMany(Corners),
            LarkSequence sequence => sequence
                .Parts.Where((_, index) => index == 0 || sequence.Parts.Take(index).All(IsNullable))
                .SelectMany(Corners),
            _ => [],
        };

    /// <summary>For each rule that can start with itself, directly or through others, the rules of its circle.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles()
    {
        var next = _rules.ToDictionary(
            static rule => rule.Key,
            rule => Corners(rule.Value).Distinct(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal
        );
        var reached = next.Keys.ToDictionary(static name => name, name => Reach(name, next), StringComparer.Ordinal);
        var circles = new List<IReadOnlyList<string>>();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in _rules.Keys.Where(name => reached[name].Contains(name)))
        {
            if (placed.Contains(name))
            {
                continue;
            }

            var circle = reached[name]
                .Where(other => reached[other].Contains(name))
                .Order(StringComparer.Ordinal)
                .ToArray();
            placed.UnionWith(circle);
            circles.Add(circle);
        }

        return circles;
    }

    private static HashSet<string> Reach(string from, Dictionary<string, string[]> next)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next[from]);
        while (open.TryPop(out var name))
        {
            if (reached.Add(name))
            {
                foreach (var other in next[name])
                {
                    open.Push(other);
                }
            }
        }

        return reached;
    }
}
