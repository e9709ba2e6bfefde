using System.Text;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Gbnf;

/// <summary>
/// Reads llama.cpp's GBNF: a line break ends a rule, save inside parentheses, behind <c>|</c> and behind <c>::=</c>;
/// a rule that is given twice has the later right side, as there.
/// </summary>
internal sealed class GbnfParser
{
    /// <summary>The deepest nesting of groups and repetitions; a deeper grammar is an error.</summary>
    public const int MaxDepth = 1000;

    private readonly GbnfReader _reader;
    private readonly Dictionary<string, GbnfRule> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);

    private GbnfParser(GbnfReader reader) => _reader = reader;

    /// <summary>Reads all rules.</summary>
    /// <param name="reader">The grammar, not yet read.</param>
    /// <returns>The rules, in the order in which each was first named on a left side.</returns>
    /// <exception cref="ChatException">The text is not GBNF, or is nested too deep: kind <see cref="ChatErrorKind.InvalidRequest"/>, with line and column.</exception>
    public static IReadOnlyList<GbnfRule> Parse(GbnfReader reader)
    {
        var parser = new GbnfParser(reader);
        reader.SkipSpace(linesToo: true);
        while (!reader.AtEnd)
        {
            parser.ParseRule();
        }

        return [.. parser._rules.Values.OrderBy(rule => parser._order[rule.Name])];
    }

    private void ParseRule()
    {
        var position = _reader.Position;
        var name = _reader.ReadName();
        _reader.SkipSpace(linesToo: false);
        if (!_reader.TryTake("::="))
        {
            throw _reader.Error("::= was expected");
        }

        _reader.SkipSpace(linesToo: true);
        var body = ParseBody();
        if (!_reader.AtEnd && _reader.Next is not ('\r' or '\n'))
        {
            throw _reader.Error("a line break was expected");
        }

        _reader.SkipSpace(linesToo: true);
        _order.TryAdd(name, _order.Count);
        _rules[name] = new GbnfRule(name, body, position);
    }

    private GbnfNode ParseBody()
    {
        var open = new Stack<GbnfGroup>();
        var group = new GbnfGroup(_reader.Position);
        while (true)
        {
            switch (_reader.Next)
            {
                case '(':
                    CheckDepth(open.Count + 1, _reader.Position);
                    open.Push(group);
                    group = new GbnfGroup(_reader.Position++);
                    _reader.SkipSpace(linesToo: true);
                    break;
                case ')' when open.Count > 0:
                    var inner = Checked(group.End(), group.Position);
                    group = open.Pop();
                    group.Add(inner);
                    _reader.Position++;
                    _reader.SkipSpace(open.Count > 0);
                    break;
                case '|':
                    group.EndAlternative();
                    _reader.Position++;
                    _reader.SkipSpace(linesToo: true);
                    break;
                case '*' or '+' or '?' or '{':
                    ParseRepetition(group, open.Count > 0);
                    break;
                default:
                    if (ParseItem() is not { } item)
                    {
                        return open.Count == 0
                            ? Checked(group.End(), group.Position)
                            : throw _reader.Error(
                                _reader.AtEnd ? "a parenthesis is never closed" : "a closing parenthesis was expected"
                            );
                    }

                    group.Add(item);
                    _reader.SkipSpace(open.Count > 0);
                    break;
            }
        }
    }

    private GbnfNode? ParseItem()
    {
        var position = _reader.Position;
        switch (_reader.Next)
        {
            case '"':
                return ParseLiteral();
            case '[':
                return ParseClass();
            case '.':
                _reader.Position++;
                return GbnfClass.Any;
            case '<' or '!':
                return ParseToken();
            default:
                return GbnfReader.IsNameCharacter(_reader.Next)
                    ? new GbnfReference(_reader.ReadName(), position)
                    : null;
        }
    }

    private GbnfLiteral ParseLiteral()
    {
        var text = new StringBuilder();
        _reader.Position++;
        while (_reader.Next != '"' || _reader.AtEnd)
        {
            var position = _reader.Position;
            var character = _reader.ReadCharacter();
            text.Append(
                Rune.IsValid(character)
                    ? new Rune(character).ToString()
                    : throw _reader.Error("half a character stands alone", position)
            );
        }

        _reader.Position++;
        return new GbnfLiteral(text.ToString());
    }

    private GbnfClass ParseClass()
    {
        var position = _reader.Position++;
        var isNegated = _reader.TryTake("^");
        var ranges = new List<GbnfRange>();
        while (_reader.Next != ']' || _reader.AtEnd)
        {
            var start = _reader.Position;
            var first = _reader.ReadCharacter();
            var last = first;
            if (_reader.Next == '-')
            {
                _reader.Position++;
                if (_reader.Next == ']')
                {
                    _reader.Position--;
                }
                else
                {
                    last = _reader.ReadCharacter();
                }
            }

            ranges.Add(
                first <= last ? new GbnfRange(first, last) : throw _reader.Error("the range runs backwards", start)
            );
        }

        _reader.Position++;
        return ranges.Count > 0
            ? new GbnfClass(ranges, isNegated)
            : throw _reader.Error("the character class is empty", position);
    }

    private GbnfToken ParseToken()
    {
        var position = _reader.Position;
        var isNegated = _reader.TryTake("!");
        if (!_reader.TryTake("<"))
        {
            throw _reader.Error("a token was expected");
        }

        if (_reader.TryTake("["))
        {
            var id = _reader.ReadNumber();
            return _reader.TryTake("]>") ? new GbnfToken(id, null, isNegated) : throw _reader.Error("]> was expected");
        }

        var text = _reader.ReadUntil('>', "a token is never closed by >");
        return text.Length > 0 && text.AsSpan().IndexOfAny('\r', '\n') < 0
            ? new GbnfToken(-1, $"<{text}>", isNegated)
            : throw _reader.Error("the token has no text", position);
    }

    private void ParseRepetition(GbnfGroup group, bool isNested)
    {
        var position = _reader.Position;
        var item = group.Last ?? throw _reader.Error("there is nothing before it to repeat");
        var sign = _reader.Next;
        _reader.Position++;
        _reader.SkipSpace(isNested);
        var (min, max) = sign switch
        {
            '*' => (0, GbnfRepetition.Unlimited),
            '+' => (1, GbnfRepetition.Unlimited),
            '?' => (0, 1),
            _ => ParseCounts(isNested),
        };
        group.ReplaceLast(Checked(new GbnfRepetition(item, min, max), position));
    }

    private (int Min, int Max) ParseCounts(bool isNested)
    {
        var position = _reader.Position;
        var min = _reader.ReadNumber();
        var max = min;
        _reader.SkipSpace(isNested);
        if (_reader.TryTake(","))
        {
            _reader.SkipSpace(isNested);
            max = char.IsAsciiDigit(_reader.Next) ? _reader.ReadNumber() : GbnfRepetition.Unlimited;
            _reader.SkipSpace(isNested);
        }

        if (!_reader.TryTake("}"))
        {
            throw _reader.Error("} was expected");
        }

        _reader.SkipSpace(isNested);
        return min <= max ? (min, max) : throw _reader.Error("the least count is over the greatest", position);
    }

    private GbnfNode Checked(GbnfNode node, int position)
    {
        CheckDepth(node.Depth, position);
        return node;
    }

    private void CheckDepth(int depth, int position)
    {
        if (depth > MaxDepth)
        {
            throw _reader.Error($"it is nested deeper than {MaxDepth} levels", position);
        }
    }
}
