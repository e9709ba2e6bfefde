using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Regex;

/// <summary>
/// Reads regular expressions: those of JSON Schema's <c>pattern</c> (ECMA-262) and of custom tools (Rust's regex crate).
/// What is not regular (lookaround, backreferences) and what would change the meaning of lines (flags <c>m</c>, <c>x</c>) is refused by name.
/// </summary>
internal sealed class RegexParser
{
    /// <summary>The most UTF-16 units of a pattern.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>How deep groups and classes may nest; Rust's bound as well.</summary>
    public const int MaxDepth = 250;

    /// <summary>The largest count in braces.</summary>
    public const int MaxCount = 100_000;

    private readonly RegexReader _reader;
    private readonly RegexDialect _dialect;
    private readonly RegexClassParser _classes;
    private RegexFlags _flags;
    private int _depth;

    private RegexParser(string pattern, RegexDialect dialect, RegexFlags flags)
    {
        _reader = new RegexReader(pattern);
        _dialect = dialect;
        _flags = flags;
        _classes = new RegexClassParser(_reader, dialect);
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="dialect">Whose syntax it has.</param>
    /// <param name="flags">The flags it starts with.</param>
    /// <exception cref="ChatException">
    /// It is no regular expression, has what is not supported, or is longer than <see cref="MaxLength"/> or deeper than
    /// <see cref="MaxDepth"/>: kind <see cref="ChatErrorKind.InvalidRequest"/>, with the position in the message.
    /// </exception>
    public static RegexNode Parse(string pattern, RegexDialect dialect, RegexFlags flags = RegexFlags.None)
    {
        if (pattern.Length > MaxLength)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The pattern has {pattern.Length} characters; at most {MaxLength} are allowed.",
                "Shorten the regular expression."
            );
        }

        var parser = new RegexParser(pattern, dialect, flags);
        var node = parser.Alternatives();
        return parser._reader.IsAtEnd
            ? node
            : throw RegexReader.Invalid("has a ) that closes nothing", parser._reader.Position);
    }

    private RegexNode Alternatives()
    {
        var parts = new List<RegexNode> { Sequence() };
        while (_reader.Take("|"))
        {
            parts.Add(Sequence());
        }

        return RegexChoice.Of(parts);
    }

    private RegexNode Sequence()
    {
        var parts = new List<RegexNode>();
        while (!_reader.IsAtEnd && _reader.Next is not ('|' or ')'))
        {
            if (Atom() is { } atom)
            {
                parts.Add(Quantified(atom));
            }
        }

        return RegexSequence.Of(parts);
    }

    // Null: a flag group, which matches nothing and takes no quantifier.
    private RegexNode? Atom()
    {
        var position = _reader.Position;
        switch (_reader.Next)
        {
            case '(':
                return Group();
            case '[':
                return new RegexSet(_classes.Class(_flags));
            case '.':
                _reader.Read();
                return new RegexSet(CharacterClasses.Dot(_dialect, _flags));
            case '^':
                _reader.Read();
                return new RegexAssertion(RegexAssertionKind.Start, position);
            case '$':
                _reader.Read();
                return new RegexAssertion(RegexAssertionKind.End, position);
            case '\\':
                return Escape();
            case '*' or '+' or '?':
                throw RegexReader.Invalid($"has a {_reader.Next} with nothing to repeat", position);
            case '{' when Braces() is not null:
                throw RegexReader.Invalid("has a count with nothing to repeat", position);
            default:
                return new RegexSet(_classes.Cased(CodePointSet.Of(_reader.Read()), _flags, position));
        }
    }

    private RegexNode Escape()
    {
        var position = _reader.Position;
        return RegexEscapes.Assertion(_reader, _dialect) is { } kind
            ? new RegexAssertion(kind, position)
            : new RegexSet(
                _classes.Cased(RegexEscapes.Characters(_reader, _dialect, inClass: false), _flags, position)
            );
    }

    private RegexNode? Group()
    {
        var position = _reader.Position;
        if (++_depth > MaxDepth)
        {
            throw RegexReader.Invalid($"nests groups more than {MaxDepth} deep", position);
        }

        _reader.Read();
        var flags = _flags;
        if (_reader.Take("?") && RegexGroups.Open(_reader, position, flags) is { } opened)
        {
            _flags = opened.Flags;
            if (opened.IsWhole)
            {
                _depth--;
                return null;
            }
        }

        var node = Alternatives();
        if (!_reader.Take(")"))
        {
            throw RegexReader.Invalid("has a group that is never closed", position);
        }

        _flags = flags;
        _depth--;
        return node;
    }

    private RegexNode Quantified(RegexNode atom)
    {
        var position = _reader.Position;
        while (Quantifier() is var (least, most))
        {
            if (most < least)
            {
                throw RegexReader.Invalid($"has the count {{{least},{most}}}, whose bounds are reversed,", position);
            }

            if (atom is RegexAssertion)
            {
                throw RegexReader.Invalid("repeats an assertion", position);
            }

            atom = RegexRepeat.Of(atom, least, most);
            if (!_reader.Take("?") && _reader.Next == '+' && _dialect == RegexDialect.EcmaScript)
            {
                throw RegexReader.Unsupported("a possessive quantifier", position);
            }

            position = _reader.Position;
            if (_dialect == RegexDialect.EcmaScript && (_reader.Next is '*' or '+' or '?' || Braces() is not null))
            {
                throw RegexReader.Invalid("has a quantifier after a quantifier", position);
            }
        }

        return atom;
    }

    private (int Least, int? Most)? Quantifier()
    {
        switch (_reader.Next)
        {
            case '*':
                _reader.Read();
                return (0, null);
            case '+':
                _reader.Read();
                return (1, null);
            case '?':
                _reader.Read();
                return (0, 1);
            case '{' when Braces() is var (least, most, end):
                _reader.Return(end);
                return (least, most);
            default:
                return null;
        }
    }

    // What the braces that come next say; null when they are no count and so stand for themselves. Takes nothing.
    private (int Least, int? Most, int End)? Braces()
    {
        var position = _reader.Position;
        if (!_reader.Take("{"))
        {
            return null;
        }

        var least = _reader.ReadNumber();
        var comma = _reader.Take(",");
        var most = comma ? _reader.ReadNumber() : least;
        var closed = _reader.Take("}");
        var end = _reader.Position;
        _reader.Return(position);
        if (!closed || (least is null && most is null))
        {
            return null;
        }

        if (least is null && _dialect == RegexDialect.EcmaScript)
        {
            throw RegexReader.Unsupported(
                "a count without a lower bound",
                position,
                $"Write {{0,{most}}}, or \\{{ for a brace that stands for itself."
            );
        }

        return least > MaxCount || most > MaxCount
            ? throw RegexReader.Invalid($"has a count above {MaxCount}", position)
            : (least ?? 0, most, end);
    }
}
