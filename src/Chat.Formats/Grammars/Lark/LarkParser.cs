using System.Globalization;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Lark;

/// <summary>Reads a Lark grammar's text.</summary>
internal sealed class LarkParser
{
    /// <summary>The most UTF-16 units of a grammar.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>How deep parentheses and brackets may nest.</summary>
    public const int MaxDepth = 100;

    /// <summary>The most rules and terminals.</summary>
    public const int MaxDefinitions = 5_000;

    /// <summary>The largest count after a tilde.</summary>
    public const int MaxCount = 10_000;

    private readonly LarkFile _file = new();
    private readonly List<LarkToken> _tokens;
    private int _index;
    private int _depth;

    private LarkParser(List<LarkToken> tokens) => _tokens = tokens;

    private LarkToken Next => _tokens[_index];

    /// <summary>Reads a grammar.</summary>
    /// <param name="text">Its text.</param>
    /// <exception cref="ChatException">It is wrong, too long, too deep or has what is not supported; the place is in the message.</exception>
    public static LarkFile Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The Lark grammar has {text.Length} characters; at most {MaxLength} are allowed.",
                "Shorten the grammar."
            );
        }

        var parser = new LarkParser(new LarkLexer(text).Read());
        while (parser.Next.Kind != LarkTokenKind.End)
        {
            parser.Statement();
        }

        return parser._file;
    }

    private void Statement()
    {
        if (Next.Kind == LarkTokenKind.Directive)
        {
            LarkDirectives.Read(this, _file, Take());
            return;
        }

        while (Next.Is("?") || Next.Is("!"))
        {
            Take();
        }

        var name = Take();
        if (name.Kind is not (LarkTokenKind.Rule or LarkTokenKind.Terminal))
        {
            throw name.Place.Error("has something else than a rule", "Start a rule with its name and a colon.");
        }

        if (Next.Is("{"))
        {
            throw Next.Place.Unsupported("a template");
        }

        if (Next.Is("["))
        {
            throw Next.Place.Unsupported("attributes of a rule");
        }

        if (TryTake("."))
        {
            TryTake("-");
            Expect(LarkTokenKind.Number, "a priority");
        }

        if (!TryTake(":"))
        {
            throw Next.Place.Error(
                $"has no colon after the name {name.Text}",
                "Write the rule as name: what it matches."
            );
        }

        Define(name, Alternatives());
    }

    /// <summary>Defines a rule or terminal.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="node">What it is.</param>
    /// <exception cref="ChatException">The name is defined already, or there are too many.</exception>
    public void Define(LarkToken name, LarkNode node)
    {
        if (!_file.Definitions.TryAdd(name.Text, node))
        {
            throw name.Place.Error($"defines {name.Text} twice", "Give one of the two another name.");
        }

        if (_file.Definitions.Count > MaxDefinitions)
        {
            throw name.Place.Error($"has more than {MaxDefinitions} definitions", "Use fewer rules and terminals.");
        }
    }

    /// <summary>Takes the next word.</summary>
    public LarkToken Take() => Next.Kind == LarkTokenKind.End ? Next : _tokens[_index++];

    /// <summary>Takes a mark when it comes next.</summary>
    /// <param name="mark">The mark.</param>
    public bool TryTake(string mark)
    {
        if (!Next.Is(mark))
        {
            return false;
        }

        _index++;
        return true;
    }

    /// <summary>Takes a word of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="what">What is expected, for the error.</param>
    /// <exception cref="ChatException">Another word comes next.</exception>
    public LarkToken Expect(LarkTokenKind kind, string what) =>
        Next.Kind == kind ? Take() : throw Next.Place.Error($"lacks {what}", "Complete the definition.");

    /// <summary>Reads what a rule or terminal matches.</summary>
    /// <exception cref="ChatException">It is wrong.</exception>
    public LarkNode Alternatives()
    {
        var place = Next.Place;
        var parts = new List<LarkNode> { Sequence() };
        while (TryTake("|"))
        {
            parts.Add(Sequence());
        }

        return parts.Count == 1 ? parts[0] : new LarkChoice(parts, place);
    }

    private LarkNode Sequence()
    {
        var place = Next.Place;
        var parts = new List<LarkNode>();
        while (!IsEnd())
        {
            parts.Add(Quantified(Atom()));
        }

        if (TryTake("->"))
        {
            Expect(LarkTokenKind.Rule, "the name of an alias");
        }

        return LarkSequence.Of(parts, place);
    }

    // A rule may go on over several lines: it ends where a line starts like another definition.
    private bool IsEnd()
    {
        var next = Next;
        if (next.Kind is LarkTokenKind.End || next.Is("|") || next.Is(")") || next.Is("]") || next.Is("->"))
        {
            return true;
        }

        if (!next.IsFirst || _depth > 0)
        {
            return next.Kind == LarkTokenKind.Directive && next.IsFirst;
        }

        var index = _index;
        while (_tokens[index].Is("?") || _tokens[index].Is("!"))
        {
            index++;
        }

        return next.Kind == LarkTokenKind.Directive
            || (
                _tokens[index].Kind is LarkTokenKind.Rule or LarkTokenKind.Terminal
                && _tokens[index + 1] is var after
                && (after.Is(":") || after.Is(".") || after.Is("{") || (index > _index))
            );
    }

    private LarkNode Atom()
    {
        var token = Take();
        switch (token.Kind)
        {
            case LarkTokenKind.Rule or LarkTokenKind.Terminal:
                return Next.Is("{") && !Next.IsFirst
                    ? throw Next.Place.Unsupported("a template")
                    : new LarkName(token.Text, token.Place);
            case LarkTokenKind.String when TryTake(".."):
                return LarkPatterns.Range(token, Expect(LarkTokenKind.String, "the end of a range"));
            case LarkTokenKind.String:
                return LarkPatterns.Text(token);
            case LarkTokenKind.Regex:
                return LarkPatterns.Regex(token);
            case LarkTokenKind.Directive:
                throw token.Place.Unsupported($"an inline %{token.Text}");
            case LarkTokenKind.Mark when token.Text is "(" or "[":
                return Group(token);
            case LarkTokenKind.Mark when token.Text is "<":
                throw token.Place.Unsupported("a special token");
            case LarkTokenKind.Mark when token.Text is "@":
                throw token.Place.Unsupported("a grammar inside the grammar");
            case LarkTokenKind.Mark when token.Text is "&" or "~":
                throw token.Place.Unsupported("an intersection or a complement");
            default:
                throw token.Place.Error(
                    token.Kind == LarkTokenKind.End
                        ? "ends too early"
                        : $"has {token.Text} where a part of a rule should be",
                    "Correct the rule."
                );
        }
    }

    private LarkNode Group(LarkToken open)
    {
        if (++_depth > MaxDepth)
        {
            throw open.Place.Error(
                $"nests groups more than {MaxDepth} deep",
                "Move inner groups to rules of their own."
            );
        }

        var inside = Alternatives();
        var close = open.Is("(") ? ")" : "]";
        if (!TryTake(close))
        {
            throw open.Place.Error($"has a {open.Text} that is never closed", $"Close it with {close}.");
        }

        _depth--;
        return open.Is("(") ? inside : new LarkRepeat(inside, 0, 1, open.Place);
    }

    private LarkNode Quantified(LarkNode atom)
    {
        var place = Next.Place;
        if (Next.IsFirst && _depth == 0)
        {
            return atom;
        }

        if (TryTake("*"))
        {
            return new LarkRepeat(atom, 0, null, place);
        }

        if (TryTake("+"))
        {
            return new LarkRepeat(atom, 1, null, place);
        }

        if (TryTake("?"))
        {
            return new LarkRepeat(atom, 0, 1, place);
        }

        return TryTake("~") ? Counted(atom, place)
            : TryTake("{") ? Braced(atom, place)
            : atom;
    }

    private LarkRepeat Counted(LarkNode atom, LarkPlace place)
    {
        var least = Count();
        return Repeat(atom, least, TryTake("..") ? Count() : least, place);
    }

    private LarkRepeat Braced(LarkNode atom, LarkPlace place)
    {
        var least = Next.Kind == LarkTokenKind.Number ? Count() : 0;
        int? most =
            !TryTake(",") ? least
            : Next.Kind == LarkTokenKind.Number ? Count()
            : null;
        return TryTake("}")
            ? Repeat(atom, least, most, place)
            : throw place.Error("has a { that is never closed", "Write a count as {1,5}.");
    }

    private static LarkRepeat Repeat(LarkNode atom, int least, int? most, LarkPlace place) =>
        most < least
            ? throw place.Error("has a count whose bounds are reversed", "Write the smaller number first.")
            : new LarkRepeat(atom, least, most, place);

    private int Count()
    {
        var number = Expect(LarkTokenKind.Number, "a number");
        return
            int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= MaxCount
            ? count
            : throw number.Place.Error($"has a count above {MaxCount}", "Use a smaller count.");
    }
}
