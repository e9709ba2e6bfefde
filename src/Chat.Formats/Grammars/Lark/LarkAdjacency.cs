namespace Chat.Formats.Grammars.Lark;

/// <summary>Which words can start a text, and which can follow each word with nothing between.</summary>
internal sealed class LarkAdjacency
{
    private readonly LarkTokens _tokens;
    private readonly LarkRules _facts;
    private readonly Dictionary<string, (LarkTokenSet First, LarkTokenSet Last)> _rules = new(StringComparer.Ordinal);

    /// <summary>Looks at rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="tokens">Their words.</param>
    /// <param name="start">The rule that the whole text follows.</param>
    public LarkAdjacency(IReadOnlyDictionary<string, LarkNode> rules, LarkTokens tokens, string start)
    {
        _tokens = tokens;
        _facts = new LarkRules(rules);
        Followers = [.. tokens.All.Select(_ => New())];
        foreach (var name in rules.Keys)
        {
            _rules.Add(name, (New(), New()));
        }

        // Every other pass goes backwards: rules may be written in either order.
        var order = rules.ToArray();
        for (var changed = true; changed; Array.Reverse(order))
        {
            changed = false;
            foreach (var (name, node) in order)
            {
                var (first, last) = Ends(node);
                changed |= _rules[name].First.Add(first) | _rules[name].Last.Add(last);
            }
        }

        foreach (var node in rules.Values)
        {
            Visit(node);
        }

        Starters = _rules[start].First;
    }

    /// <summary>For each word, by its number, the words that can follow.</summary>
    public IReadOnlyList<LarkTokenSet> Followers { get; }

    /// <summary>The words that a text can start with.</summary>
    public LarkTokenSet Starters { get; }

    private LarkTokenSet New() => new(_tokens.All.Count);

    private (LarkTokenSet First, LarkTokenSet Last) Ends(LarkNode node)
    {
        if (node is LarkName name)
        {
            return _rules[name.Name];
        }

        if (node is LarkRepeat repeat)
        {
            return Ends(repeat.Part);
        }

        var (first, last) = (New(), New());
        switch (node)
        {
            case LarkPattern pattern:
                first.Add(_tokens[pattern]);
                last.Add(_tokens[pattern]);
                break;
            case LarkChoice choice:
                foreach (var part in choice.Parts)
                {
                    var ends = Ends(part);
                    first.Add(ends.First);
                    last.Add(ends.Last);
                }

                break;
            case LarkSequence sequence:
                foreach (var part in Until(sequence.Parts))
                {
                    first.Add(Ends(part).First);
                }

                foreach (var part in Until(sequence.Parts.Reverse()))
                {
                    last.Add(Ends(part).Last);
                }

                break;
        }

        return (first, last);
    }

    // The parts up to the first that cannot be empty, which belongs to them.
    private IEnumerable<LarkNode> Until(IEnumerable<LarkNode> parts)
    {
        foreach (var part in parts)
        {
            yield return part;
            if (!_facts.IsNullable(part))
            {
                yield break;
            }
        }
    }

    private void Visit(LarkNode node)
    {
        switch (node)
        {
            case LarkRepeat repeat:
                Visit(repeat.Part);
                if (repeat.Most is null or > 1)
                {
                    var ends = Ends(repeat.Part);
                    Follow(ends.Last, ends.First);
                }

                break;
            case LarkChoice choice:
                foreach (var part in choice.Parts)
                {
                    Visit(part);
                }

                break;
            case LarkSequence sequence:
                var last = New();
                foreach (var part in sequence.Parts)
                {
                    Visit(part);
                    var ends = Ends(part);
                    Follow(last, ends.First);
                    last = _facts.IsNullable(part) ? last : New();
                    last.Add(ends.Last);
                }

                break;
        }
    }

    private void Follow(LarkTokenSet before, LarkTokenSet after)
    {
        foreach (var token in before.Members())
        {
            Followers[token].Add(after);
        }
    }
}
