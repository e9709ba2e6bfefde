using Chat.Core.Errors;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.Lark;

/// <summary>Puts what terminals stand for in their place, so that only rules are left to refer to, and what is ignored after each word.</summary>
internal sealed class LarkResolver
{
    /// <summary>The rule for what is ignored; no name in a grammar is like it.</summary>
    public const string Ignored = "%ignored";

    /// <summary>The rule that the whole text follows.</summary>
    public const string Whole = "%whole";

    /// <summary>How many terminals may refer to one another in a row.</summary>
    public const int MaxDepth = 100;

    /// <summary>The most parts of one terminal, what it refers to counted in.</summary>
    public const int MaxSize = 100_000;

    private readonly LarkFile _file;
    private readonly Dictionary<string, RegexNode> _terminals = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];

    private LarkResolver(LarkFile file) => _file = file;

    /// <summary>Makes the rules of a grammar.</summary>
    /// <param name="file">The grammar.</param>
    /// <returns>The rules by their names; <see cref="Whole"/> is where to start.</returns>
    /// <exception cref="ChatException">A name is not defined, <c>start</c> is missing, or terminals go in circles or are too large.</exception>
    public static Dictionary<string, LarkNode> Resolve(LarkFile file)
    {
        if (!file.Definitions.ContainsKey("start"))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The Lark grammar has no rule named start.",
                "Name the rule that the whole text follows start."
            );
        }

        var resolver = new LarkResolver(file);
        var rules = new Dictionary<string, LarkNode>(StringComparer.Ordinal);
        var whole = new List<LarkNode> { new LarkName("start", default) };
        if (file.Ignored.Count > 0)
        {
            var patterns = file.Ignored.Select(node => resolver.Pattern(IgnoredKey(node), node)).ToArray();
            rules.Add(Ignored, new LarkRepeat(new LarkChoice(patterns, default), 0, null, default));
            whole.Insert(0, new LarkName(Ignored, default));
        }

        rules.Add(Whole, new LarkSequence(whole, default));
        foreach (var (name, node) in file.Definitions)
        {
            if (new LarkName(name, default).IsTerminal)
            {
                resolver.Terminal(new LarkName(name, node.Place));
            }
            else
            {
                rules.Add(name, resolver.Rule(node));
            }
        }

        return rules;
    }

    private static string IgnoredKey(LarkNode node) =>
        node switch
        {
            LarkName name => name.Name,
            LarkPattern pattern => pattern.Key,
            _ => $"%ignore {node.Place.Line} {node.Place.Column}",
        };

    private LarkNode Rule(LarkNode node) =>
        node switch
        {
            LarkName { IsTerminal: true } name => Word(new LarkPattern(name.Name, Terminal(name), name.Place)),
            LarkName name => _file.Definitions.ContainsKey(name.Name) ? name : throw Undefined(name),
            LarkPattern pattern => Word(pattern),
            LarkRepeat repeat => new LarkRepeat(Rule(repeat.Part), repeat.Least, repeat.Most, repeat.Place),
            LarkChoice choice => new LarkChoice([.. choice.Parts.Select(Rule)], choice.Place),
            LarkSequence sequence => new LarkSequence([.. sequence.Parts.Select(Rule)], sequence.Place),
            _ => node,
        };

    private LarkNode Word(LarkPattern pattern) =>
        _file.Ignored.Count == 0
            ? pattern
            : new LarkSequence([pattern, new LarkName(Ignored, pattern.Place)], pattern.Place);

    private RegexNode Terminal(LarkName name)
    {
        if (_terminals.TryGetValue(name.Name, out var known))
        {
            return known;
        }

        if (!_file.Definitions.TryGetValue(name.Name, out var definition))
        {
            throw Undefined(name);
        }

        var circle = _open.IndexOf(name.Name);
        if (circle >= 0)
        {
            throw name.Place.Error(
                $"has terminals that go in a circle, {string.Join(" to ", _open.Skip(circle).Take(5))},",
                "Make them rules, with names in lower case."
            );
        }

        if (_open.Count >= MaxDepth)
        {
            throw name.Place.Error(
                $"has terminals that refer to one another more than {MaxDepth} deep",
                "Write them shorter."
            );
        }

        _open.Add(name.Name);
        var pattern = Pattern(name.Name, definition).Pattern;
        _open.RemoveAt(_open.Count - 1);
        _terminals.Add(name.Name, pattern);
        return pattern;
    }

    private LarkPattern Pattern(string key, LarkNode node)
    {
        var pattern = Regex(node);
        return pattern.Size > MaxSize
            ? throw node.Place.Error($"has a terminal of more than {MaxSize} parts", "Use smaller terminals.")
            : new LarkPattern(key, pattern, node.Place);
    }

    private RegexNode Regex(LarkNode node) =>
        node switch
        {
            LarkName { IsTerminal: true } name => Terminal(name),
            LarkName name => throw name.Place.Error(
                $"has a terminal that refers to the rule {name.Name}",
                "A terminal can only refer to terminals: write one of the names in the other case."
            ),
            LarkPattern pattern => pattern.Pattern,
            LarkRepeat repeat => RegexRepeat.Of(Regex(repeat.Part), repeat.Least, repeat.Most),
            LarkChoice choice => RegexChoice.Of(choice.Parts.Select(Regex)),
            LarkSequence sequence => RegexSequence.Of(sequence.Parts.Select(Regex)),
            _ => RegexNode.Never,
        };

    private static ChatException Undefined(LarkName name) =>
        name.Place.Error($"uses {name.Name}, which is not defined,", "Define it, or correct the name.");
}
