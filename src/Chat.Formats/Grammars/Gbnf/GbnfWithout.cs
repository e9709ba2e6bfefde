using System.Text;

namespace Chat.Formats.Grammars.Gbnf;

/// <summary>
/// Adds a grammar to a larger one so that its texts do not hold a mark: a sign of the mark is taken out of the whole grammar. GBNF cannot say what
/// all texts of a grammar but those with the mark are, so texts that hold the sign and not the mark are lost. A whole token of the model is left as it is.
/// </summary>
internal static class GbnfWithout
{
    // Rules that refer to later ones are found to have a text in the next pass; what takes more passes counts as having none.
    private const int MaxPasses = 64;

    /// <summary>Adds the rules.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="builder">The larger grammar.</param>
    /// <param name="name">What the rule of the whole text is best called.</param>
    /// <param name="mark">The mark, not empty. Letters and digits of it are never taken out.</param>
    /// <returns>The name of the rule of the whole text; null when no text is left without each sign of the mark.</returns>
    public static string? Add(GbnfGrammar grammar, GbnfBuilder builder, string name, string mark)
    {
        var signs = mark.EnumerateRunes()
            .Where(rune => !Rune.IsLetterOrDigit(rune))
            .Select(rune => rune.Value)
            .Distinct()
            .ToList();
        if (signs.Exists(sign => !grammar.Rules.Any(rule => Holds(rule.Body, sign))))
        {
            return grammar.AddTo(builder, name);
        }

        foreach (var sign in signs)
        {
            var bodies = Without(grammar, sign);
            if (bodies[grammar.Root] is not null)
            {
                return Add(grammar, bodies, builder, name);
            }
        }

        return null;
    }

    private static string Add(GbnfGrammar grammar, GbnfNode?[] bodies, GbnfBuilder builder, string name)
    {
        var names = new string?[bodies.Length];
        for (var number = 0; number < bodies.Length; number++)
        {
            names[number] = bodies[number] is null ? null : builder.Reserve($"{name}-{grammar.Rules[number].Name}");
        }

        for (var number = 0; number < bodies.Length; number++)
        {
            if (bodies[number] is { } body)
            {
                builder.Set(names[number]!, GbnfWriter.Write(body, old => names[grammar.Numbers[old]]!));
            }
        }

        return names[grammar.Root]!;
    }

    // The right sides without the sign; null for a rule that has no text without it.
    private static GbnfNode?[] Without(GbnfGrammar grammar, int sign)
    {
        var bodies = new GbnfNode?[grammar.Rules.Count];
        var hasMore = true;
        for (var pass = 0; hasMore && pass < MaxPasses; pass++)
        {
            hasMore = false;
            for (var number = bodies.Length - 1; number >= 0; number--)
            {
                if (bodies[number] is null)
                {
                    bodies[number] = Without(grammar, bodies, grammar.Rules[number].Body, sign);
                    hasMore |= bodies[number] is not null;
                }
            }
        }

        // Alternatives that had no text when their rule was first read may have one now.
        for (var number = 0; number < bodies.Length; number++)
        {
            bodies[number] = bodies[number] is null ? null : Without(grammar, bodies, grammar.Rules[number].Body, sign);
        }

        return bodies;
    }

    private static GbnfNode? Without(GbnfGrammar grammar, GbnfNode?[] bodies, GbnfNode node, int sign)
    {
        switch (node)
        {
            case GbnfLiteral:
                return Holds(node, sign) ? null : node;
            case GbnfClass one:
                return Holds(node, sign) ? Without(one, sign) : node;
            case GbnfReference reference:
                return bodies[grammar.Numbers[reference.Name]] is null ? null : node;
            case GbnfSequence sequence:
                var items = sequence.Items.Select(item => Without(grammar, bodies, item, sign)).ToList();
                return items.Contains(null) ? null : new GbnfSequence([.. items.OfType<GbnfNode>()]);
            case GbnfAlternation alternation:
                var left = alternation
                    .Alternatives.Select(item => Without(grammar, bodies, item, sign))
                    .OfType<GbnfNode>()
                    .ToList();
                return left.Count switch
                {
                    0 => null,
                    1 => left[0],
                    _ => new GbnfAlternation(left),
                };
            case GbnfRepetition repetition:
                return Without(grammar, bodies, repetition.Item, sign) is { } repeated
                        ? new GbnfRepetition(repeated, repetition.Min, repetition.Max)
                    : repetition.Min == 0 ? GbnfSequence.Empty
                    : null;
            default:
                return node;
        }
    }

    private static GbnfClass? Without(GbnfClass one, int sign)
    {
        if (one.IsNegated)
        {
            return new GbnfClass([.. one.Ranges, new GbnfRange(sign, sign)], isNegated: true);
        }

        var left = new List<GbnfRange>();
        foreach (var range in one.Ranges)
        {
            if (range.First < sign)
            {
                left.Add(new GbnfRange(range.First, Math.Min(range.Last, sign - 1)));
            }

            if (range.Last > sign)
            {
                left.Add(new GbnfRange(Math.Max(range.First, sign + 1), range.Last));
            }
        }

        return left.Count == 0 ? null : new GbnfClass(left, isNegated: false);
    }

    private static bool Holds(GbnfNode node, int sign) =>
        node switch
        {
            GbnfLiteral literal => literal.Text.Contains(new Rune(sign).ToString(), StringComparison.Ordinal),
            GbnfClass one => one.Ranges.Any(range => range.First <= sign && sign <= range.Last) != one.IsNegated,
            GbnfSequence sequence => sequence.Items.Any(item => Holds(item, sign)),
            GbnfAlternation alternation => alternation.Alternatives.Any(item => Holds(item, sign)),
            GbnfRepetition repetition => Holds(repetition.Item, sign),
            _ => false,
        };
}
