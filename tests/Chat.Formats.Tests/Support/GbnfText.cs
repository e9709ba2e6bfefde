using System.Globalization;
using System.Text;

namespace Chat.Formats.Tests.Support;

/// <summary>
/// A small reader of GBNF for tests: it tells whether a text fits, and draws texts. It knows nothing of the product's own reader and matcher, so that each
/// can be held against the other. Tokens are not read.
/// </summary>
internal sealed class GbnfText
{
    private readonly string _text;
    private readonly Dictionary<string, GbnfPiece> _rules = new(StringComparer.Ordinal);
    private int _at;

    private GbnfText(string text) => _text = text;

    /// <summary>The rules by name.</summary>
    public IReadOnlyDictionary<string, GbnfPiece> Rules => _rules;

    /// <summary>Reads a grammar.</summary>
    /// <param name="text">Its text.</param>
    public static GbnfText Parse(string text)
    {
        var grammar = new GbnfText(text);
        grammar.Space(true);
        while (grammar._at < text.Length)
        {
            var name = grammar.Name();
            grammar.Space(false);
            grammar.Expect("::=");
            grammar.Space(true);
            grammar._rules.Add(name, grammar.Alternatives(false));
            grammar.Space(true);
        }

        return grammar;
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private void Expect(string text)
    {
        Assert.True(string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0, $"{text} expected at: {Here()}");
        _at += text.Length;
    }

    private string Here() => _text.Substring(_at, Math.Min(60, _text.Length - _at));

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void Space(bool lines)
    {
        while (Peek() is ' ' or '\t' or '#' || (lines && Peek() is '\r' or '\n'))
        {
            if (Peek() == '#')
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else
            {
                _at++;
            }
        }
    }

    private string Name()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '-' or '_')
        {
            _at++;
        }

        Assert.True(_at > start, $"a name expected at: {Here()}");
        return _text[start.._at];
    }

    private GbnfPiece Alternatives(bool nested)
    {
        var alternatives = new List<GbnfPiece> { Sequence(nested) };
        while (Peek() == '|')
        {
            _at++;
            Space(true);
            alternatives.Add(Sequence(nested));
        }

        return alternatives.Count == 1 ? alternatives[0] : new GbnfPiece.Choice(alternatives);
    }

    private GbnfPiece.Row Sequence(bool nested)
    {
        var items = new List<GbnfPiece>();
        while (Peek() is not ('|' or ')' or '\0' or '\n' or '\r'))
        {
            items.Add(Repeated(Item()));
            Space(nested);
        }

        return new GbnfPiece.Row(items);
    }

    private GbnfPiece Repeated(GbnfPiece item)
    {
        while (Peek() is '*' or '+' or '?' or '{')
        {
            var (min, max) = Bounds();
            item = new GbnfPiece.Many(item, min, max);
        }

        return item;
    }

    private (int Min, int? Max) Bounds()
    {
        switch (_text[_at++])
        {
            case '*':
                return (0, null);
            case '+':
                return (1, null);
            case '?':
                return (0, 1);
            default:
                var end = _text.IndexOf('}', _at);
                var parts = _text[_at..end].Split(',');
                _at = end + 1;
                var min = int.Parse(parts[0], CultureInfo.InvariantCulture);
                return (
                    min,
                    parts.Length == 1 ? min
                    : parts[1].Trim().Length == 0 ? null
                    : int.Parse(parts[1], CultureInfo.InvariantCulture)
                );
        }
    }

    private GbnfPiece Item()
    {
        switch (Peek())
        {
            case '"':
                _at++;
                var literal = new List<int>();
                while (Peek() != '"')
                {
                    literal.Add(Character());
                }

                _at++;
                return new GbnfPiece.Row([.. literal.Select(value => new GbnfPiece.Class([(value, value)], false))]);
            case '[':
                return Class();
            case '(':
                _at++;
                Space(true);
                var inner = Alternatives(true);
                Expect(")");
                return inner;
            case '.':
                _at++;
                return new GbnfPiece.Class([], true);
            default:
                return new GbnfPiece.Rule(Name());
        }
    }

    private GbnfPiece.Class Class()
    {
        _at++;
        var negated = Peek() == '^';
        _at += negated ? 1 : 0;
        var ranges = new List<(int, int)>();
        while (Peek() != ']')
        {
            var first = Character();
            if (Peek() == '-' && _text[_at + 1] != ']')
            {
                _at++;
                ranges.Add((first, Character()));
            }
            else
            {
                ranges.Add((first, first));
            }
        }

        _at++;
        return new GbnfPiece.Class(ranges, negated);
    }

    private int Character()
    {
        if (Peek() != '\\')
        {
            var rune = Rune.GetRuneAt(_text, _at);
            _at += rune.Utf16SequenceLength;
            return rune.Value;
        }

        var letter = _text[_at + 1];
        _at += 2;
        var digits = letter switch
        {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        _at += digits;
        return letter switch
        {
            'x' or 'u' or 'U' => Hex(_text.Substring(_at - digits, digits)),
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => letter,
        };
    }
}
