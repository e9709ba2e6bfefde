using System.Numerics;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.Lark;

/// <summary>In which contexts a part can end, given the one in which it starts. Sets of contexts are bits.</summary>
internal sealed class LarkReach
{
    private readonly LarkTokens _tokens;
    private readonly LarkContexts _contexts;
    private readonly Dictionary<string, ulong[]> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Token, int Context), RegexNode> _restricted = [];

    /// <summary>Looks at rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="tokens">Their words.</param>
    /// <param name="contexts">The contexts.</param>
    public LarkReach(IReadOnlyDictionary<string, LarkNode> rules, LarkTokens tokens, LarkContexts contexts)
    {
        _tokens = tokens;
        _contexts = contexts;
        foreach (var name in rules.Keys)
        {
            _rules.Add(name, new ulong[contexts.Count]);
        }

        var order = rules.ToArray();
        for (var changed = true; changed; Array.Reverse(order))
        {
            changed = false;
            foreach (var (name, node) in order)
            {
                for (var start = 0; start < contexts.Count; start++)
                {
                    var ends = Ends(node, start);
                    changed |= ends != _rules[name][start];
                    _rules[name][start] = ends;
                }
            }
        }
    }

    /// <summary>How many rules a grammar would have that keeps the contexts apart, at most.</summary>
    public int Variants => _rules.Values.Sum(static ends => ends.Sum(BitOperations.PopCount));

    /// <summary>The contexts in which a part can end.</summary>
    /// <param name="node">The part.</param>
    /// <param name="start">The context in which it starts.</param>
    public ulong Ends(LarkNode node, int start) =>
        node switch
        {
            LarkName name => _rules[name.Name][start],
            LarkPattern pattern => (Restricted(pattern, start).IsNever ? 0 : 1UL << After(pattern))
                | (pattern.Pattern.IsNullable ? 1UL << start : 0),
            LarkChoice choice => choice.Parts.Aggregate(0UL, (ends, part) => ends | Ends(part, start)),
            LarkSequence sequence => Ends(sequence, 0, start),
            LarkRepeat { Most: 0 } => 1UL << start,
            LarkRepeat { Least: 0, Most: 1 } repeat => (1UL << start) | Ends(repeat.Part, start),
            LarkRepeat { Most: 1 } repeat => Ends(repeat.Part, start),
            LarkRepeat { Least: 0 } repeat => Loop(repeat.Part, 1UL << start),
            LarkRepeat repeat => Loop(repeat.Part, Ends(repeat.Part, start)),
            _ => 0,
        };

    /// <summary>The contexts in which the rest of a sequence can end.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="index">The rest's first part.</param>
    /// <param name="start">The context in which it starts.</param>
    public ulong Ends(LarkSequence sequence, int index, int start)
    {
        var now = 1UL << start;
        for (; index < sequence.Parts.Count && now != 0; index++)
        {
            var next = 0UL;
            foreach (var context in Each(now))
            {
                next |= Ends(sequence.Parts[index], context);
            }

            now = next;
        }

        return now;
    }

    /// <summary>The context that a word leaves behind.</summary>
    /// <param name="pattern">The word.</param>
    public int After(LarkPattern pattern) => _contexts.After(_tokens[pattern]);

    /// <summary>What a word can be in a context; never the empty text.</summary>
    /// <param name="pattern">The word.</param>
    /// <param name="context">The context.</param>
    public RegexNode Restricted(LarkPattern pattern, int context)
    {
        var forbidden = _contexts.Forbidden(context);
        if (!pattern.Pattern.IsNullable && forbidden.IsEmpty)
        {
            return pattern.Pattern;
        }

        var key = (_tokens[pattern], context);
        if (!_restricted.TryGetValue(key, out var known))
        {
            known = RegexFirst.Restrict(pattern.Pattern, forbidden.Negate());
            _restricted.Add(key, known);
        }

        return known;
    }

    /// <summary>The contexts of a set in rising order.</summary>
    /// <param name="contexts">The set.</param>
    public static IEnumerable<int> Each(ulong contexts)
    {
        for (; contexts != 0; contexts &= contexts - 1)
        {
            yield return BitOperations.TrailingZeroCount(contexts);
        }
    }

    private ulong Loop(LarkNode part, ulong ends)
    {
        for (var open = ends; open != 0; )
        {
            var next = 0UL;
            foreach (var context in Each(open))
            {
                next |= Ends(part, context);
            }

            open = next & ~ends;
            ends |= next;
        }

        return ends;
    }
}
