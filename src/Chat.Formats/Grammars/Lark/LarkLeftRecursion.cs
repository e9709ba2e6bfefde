using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Lark;

/// <summary>
/// Turns rules that start with themselves into loops, as the grammar engine needs them: <c>a: a x | y</c> becomes <c>y x*</c>, and rules that
/// start with one another are put into each other first (Paull). The language stays the same.
/// </summary>
internal sealed class LarkLeftRecursion
{
    /// <summary>The most alternatives that putting rules into each other may make.</summary>
    public const int MaxAlternatives = 2_000;

    private readonly Dictionary<string, LarkNode> _rules;
    private readonly LarkRules _facts;
    private readonly IReadOnlyList<string> _circle;

    private LarkLeftRecursion(Dictionary<string, LarkNode> rules, LarkRules facts, IReadOnlyList<string> circle)
    {
        _rules = rules;
        _facts = facts;
        _circle = circle;
    }

    /// <summary>Removes left recursion.</summary>
    /// <param name="rules">The rules, which are changed.</param>
    /// <exception cref="ChatException">Rules start with themselves in a way that cannot be turned into a loop; they are named.</exception>
    public static void Remove(Dictionary<string, LarkNode> rules)
    {
        var facts = new LarkRules(rules);
        var circles = facts.Circles();
        foreach (var circle in circles)
        {
            new LarkLeftRecursion(rules, facts, circle).Turn();
        }

        if (circles.Count > 0 && new LarkRules(rules).Circles() is [var left, ..])
        {
            throw Refuse(left);
        }
    }

    private void Turn()
    {
        var done = new Dictionary<string, List<List<LarkNode>>>(StringComparer.Ordinal);
        foreach (var name in _circle)
        {
            var all = Replace(Expand(_rules[name]), done);
            var place = _rules[name].Place;
            var loops = all.Where(part => Starts(part, name) && part.Count > 1).Select(part => part[1..]).ToArray();
            var ends = all.Where(part => !Starts(part, name)).ToList();
            if (ends.Count == 0)
            {
                throw Refuse(_circle);
            }

            if (loops.Length > 0)
            {
                var loop = new LarkRepeat(Choice(loops, place), 0, null, place);
                _rules[name] = new LarkSequence([Choice(ends, place), loop], place);
                ends = [.. ends.Select(end => end.Append(loop).ToList())];
            }
            else
            {
                _rules[name] = Choice(ends, place);
            }

            done.Add(name, ends);
        }
    }

    // Puts the alternatives of rules that were turned round already where an alternative starts with such a rule.
    private List<List<LarkNode>> Replace(
        IEnumerable<List<LarkNode>> parts,
        Dictionary<string, List<List<LarkNode>>> done
    )
    {
        var open = new Stack<List<LarkNode>>(parts.Reverse());
        var ready = new List<List<LarkNode>>();
        while (open.TryPop(out var part))
        {
            if (part.Count > 0 && part[0] is LarkName first && done.TryGetValue(first.Name, out var insides))
            {
                foreach (var inside in insides)
                {
                    open.Push([.. inside, .. part[1..]]);
                }
            }
            else
            {
                ready.Add(part);
            }

            if (open.Count + ready.Count > MaxAlternatives)
            {
                throw Refuse(_circle);
            }
        }

        return ready;
    }

    // The alternatives of a part, each starting with a rule of the circle or with what cannot start with one.
    private IEnumerable<List<LarkNode>> Expand(LarkNode node)
    {
        if (node is LarkName || !_facts.Corners(node).Any(IsCircle))
        {
            return
            [
                [node],
            ];
        }

        return node switch
        {
            LarkChoice choice => choice.Parts.SelectMany(Expand),
            LarkRepeat repeat => Expand(repeat),
            LarkSequence sequence => Expand(sequence.Parts),
            _ =>
            [
                [node],
            ],
        };
    }

    private IEnumerable<List<LarkNode>> Expand(LarkRepeat repeat)
    {
        if (_facts.IsNullable(repeat.Part))
        {
            throw Refuse(_circle);
        }

        var more = new LarkRepeat(repeat.Part, Math.Max(repeat.Least - 1, 0), repeat.Most - 1, repeat.Place);
        var some = Expand(repeat.Part).Select(part => repeat.Most == 1 ? part : [.. part, more]);
        return repeat.Least == 0 ? some.Append([]) : some;
    }

    private List<List<LarkNode>> Expand(IReadOnlyList<LarkNode> parts)
    {
        var all = new List<List<LarkNode>>();
        for (var index = 0; index < parts.Count; index++)
        {
            var rest = parts.Skip(index + 1).ToArray();
            var isEmpty = false;
            foreach (var start in Expand(parts[index]))
            {
                isEmpty |= start.Count == 0;
                if (start.Count > 0)
                {
                    all.Add([.. start, .. rest]);
                }
            }

            var mayStart = rest.Length > 0 && _facts.Corners(new LarkSequence(rest, parts[index].Place)).Any(IsCircle);
            if (!isEmpty)
            {
                return mayStart && _facts.IsNullable(parts[index]) ? throw Refuse(_circle) : all;
            }
        }

        all.Add([]);
        return all;
    }

    private bool IsCircle(string name) => _circle.Contains(name, StringComparer.Ordinal);

    private static bool Starts(List<LarkNode> part, string name) =>
        part.Count > 0 && part[0] is LarkName first && string.Equals(first.Name, name, StringComparison.Ordinal);

    private static LarkNode Choice(IEnumerable<List<LarkNode>> parts, LarkPlace place)
    {
        var sequences = parts.Select(part => part.Count == 1 ? part[0] : new LarkSequence(part, place)).ToArray();
        return sequences.Length == 1 ? sequences[0] : new LarkChoice(sequences, place);
    }

    private static ChatException Refuse(IReadOnlyList<string> circle) =>
        new(
            ChatErrorKind.InvalidRequest,
            $"The Lark grammar's rules start with themselves in a way that is no loop: {string.Join(", ", circle.Take(5))}.",
            "Let each rule start with a terminal, or write repetition with * or +."
        );
}
