using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.Lark;

/// <summary>Writes rules in GBNF, each once for every pair of contexts in which it starts and ends.</summary>
internal sealed class LarkWriter
{
    private const string Nothing = "\"\"";

    private readonly GbnfBuilder _builder;
    private readonly Dictionary<string, LarkNode> _rules;
    private readonly LarkReach _reach;
    private readonly Dictionary<(object Part, int Index, int Start, int End), string> _names = [];
    private readonly Queue<(string Name, Func<Expr> Write)> _open = new();

    /// <summary>Makes a writer.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="reach">What is known of contexts.</param>
    public LarkWriter(GbnfBuilder builder, Dictionary<string, LarkNode> rules, LarkReach reach)
    {
        _builder = builder;
        _rules = rules;
        _reach = reach;
    }

    /// <summary>Writes a rule and all that it needs.</summary>
    /// <param name="start">The rule that the whole text follows.</param>
    /// <param name="name">What it is best called.</param>
    /// <returns>Its name in GBNF.</returns>
    /// <exception cref="ChatException">The rule matches no text, or the grammar is too long.</exception>
    public string Write(string start, string name)
    {
        var ends = LarkReach.Each(_reach.Ends(new LarkName(start, default), 0)).ToArray();
        if (ends.Length == 0)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The Lark grammar matches no text: its rule start never ends, or its words can only run into one another.",
                "Give each rule that refers to itself an alternative that does not, and put something between words that look alike."
            );
        }

        var whole = Choice(ends.Select(end => Write(_rules[start], 0, end)));
        while (_open.TryDequeue(out var next))
        {
            _builder.Set(next.Name, next.Write().Text);
        }

        return _builder.Add(name, whole.Text);
    }

    private Expr Write(LarkNode node, int start, int end) =>
        node switch
        {
            LarkName name => Rule(name.Name, (name.Name, 0, start, end), () => Write(_rules[name.Name], start, end)),
            LarkPattern pattern => Word(pattern, start, end),
            LarkChoice choice => Choice(
                choice
                    .Parts.Where(part => Reaches(_reach.Ends(part, start), end))
                    .Select(part => Write(part, start, end))
            ),
            LarkSequence sequence => Sequence(sequence, 0, start, end),
            LarkRepeat repeat => Repeat(repeat, start, end),
            _ => new Expr(Nothing, IsAtom: true, IsChoice: false),
        };

    private Expr Word(LarkPattern pattern, int start, int end)
    {
        var parts = new List<Expr>(2);
        var word = _reach.Restricted(pattern, start);
        if (!word.IsNever && _reach.After(pattern) == end)
        {
            var name = char.IsAsciiLetter(pattern.Key[0]) || pattern.Key[0] == '_' ? pattern.Key : "word";
            var text = new RegexGbnfWriter(_builder, name, RegexTarget.Text).Write(word);
            parts.Add(IsLiteral(word) ? Atom(text) : Atom(_builder.Add(name, text)));
        }

        if (pattern.Pattern.IsNullable && start == end)
        {
            parts.Add(Atom(Nothing));
        }

        return Choice(parts);
    }

    private static bool IsLiteral(RegexNode node) =>
        node switch
        {
            RegexSet set => GbnfCharacters.Literal(set.Characters, RegexTarget.Text) is not null,
            RegexSequence sequence => sequence.Parts.All(IsLiteral),
            _ => false,
        };

    private Expr Sequence(LarkSequence sequence, int index, int start, int end)
    {
        if (index >= sequence.Parts.Count - 1)
        {
            return index == sequence.Parts.Count ? Atom(Nothing) : Write(sequence.Parts[index], start, end);
        }

        var part = sequence.Parts[index];
        var middles = LarkReach
            .Each(_reach.Ends(part, start))
            .Where(middle => Reaches(_reach.Ends(sequence, index + 1, middle), end))
            .ToArray();
        return Choice(
            middles.Select(middle =>
                Then(
                    Write(part, start, middle),
                    middles.Length == 1
                        ? Sequence(sequence, index + 1, middle, end)
                        : Rule(
                            "rest",
                            (sequence, index + 1, middle, end),
                            () => Sequence(sequence, index + 1, middle, end)
                        )
                )
            )
        );
    }

    private Expr Repeat(LarkRepeat repeat, int start, int end)
    {
        var ends = _reach.Ends(repeat.Part, start);
        if (ends == 0 || repeat.Most == 0)
        {
            return Atom(Nothing);
        }

        var same = 1UL << start;
        if (ends == same && start == end)
        {
            var part = Group(Write(repeat.Part, start, end));
            return part with { Text = part.Text + RegexGbnfWriter.Count(repeat.Least, repeat.Most), IsAtom = false };
        }

        // Counts were written out: what is left are optional parts and loops.
        if (repeat.Most is not null)
        {
            var once = Reaches(ends, end) ? [Write(repeat.Part, start, end)] : Array.Empty<Expr>();
            return Choice(start == end && repeat.Least == 0 ? [.. once, Atom(Nothing)] : once);
        }

        return Rule("more", (repeat.Part, -1, start, end), () => Loop(repeat.Part, start, end));
    }

    // All that a part can be several times, from one context to another: first as often as it stays in the context, then on to others.
    private Expr Loop(LarkNode part, int start, int end)
    {
        var ends = _reach.Ends(part, start);
        var ways = LarkReach
            .Each(ends & ~(1UL << start))
            .Where(middle => Reaches(_reach.Ends(new LarkRepeat(part, 0, null, part.Place), middle), end))
            .Select(middle =>
                Then(Write(part, start, middle), Rule("more", (part, -1, middle, end), () => Loop(part, middle, end)))
            )
            .ToList();
        if (start == end)
        {
            ways.Add(Atom(Nothing));
        }

        if (!Reaches(ends, start))
        {
            return Choice(ways);
        }

        var stay = Group(Write(part, start, start));
        return Then(new Expr(stay.Text + "*", IsAtom: false, IsChoice: false), Choice(ways));
    }

    private Expr Rule(string name, (object, int, int, int) key, Func<Expr> write)
    {
        if (!_names.TryGetValue(key, out var known))
        {
            known = _builder.Reserve(name);
            _names.Add(key, known);
            _open.Enqueue((known, write));
        }

        return Atom(known);
    }

    private static bool Reaches(ulong ends, int end) => (ends & (1UL << end)) != 0;

    private static Expr Choice(IEnumerable<Expr> parts)
    {
        var all = parts.DistinctBy(static part => part.Text, StringComparer.Ordinal).ToList();
        var isOptional = all.Count > 1 && all.RemoveAll(static part => part.IsNothing) > 0;
        var choice =
            all.Count == 1
                ? all[0]
                : new Expr(string.Join(" | ", all.Select(static part => part.Text)), IsAtom: false, IsChoice: true);
        return isOptional ? new Expr(Group(choice).Text + "?", IsAtom: false, IsChoice: false) : choice;
    }

    private static Expr Then(Expr first, Expr second) =>
        first.IsNothing ? second
        : second.IsNothing ? first
        : new Expr($"{Joined(first)} {Joined(second)}", IsAtom: false, IsChoice: false);

    private static string Joined(Expr expr) => expr.IsChoice ? $"({expr.Text})" : expr.Text;

    private static Expr Group(Expr expr) => expr.IsAtom ? expr : Atom($"({expr.Text})");

    private static Expr Atom(string text) => new(text, IsAtom: true, IsChoice: false);

    private readonly record struct Expr(string Text, bool IsAtom, bool IsChoice)
    {
        public bool IsNothing => string.Equals(Text, Nothing, StringComparison.Ordinal);
    }
}
