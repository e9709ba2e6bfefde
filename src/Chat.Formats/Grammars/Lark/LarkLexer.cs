using System.Globalization;
using System.Text;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Lark;

/// <summary>Divides a Lark grammar's text into its words. Comments start with <c>//</c> or <c>#</c>.</summary>
/// <param name="text">The text.</param>
internal sealed class LarkLexer(string text)
{
    private readonly List<LarkToken> _tokens = [];
    private int _position;
    private int _line = 1;
    private int _lineStart;
    private bool _isFirst = true;

    /// <summary>All words, the last of which is <see cref="LarkTokenKind.End"/>.</summary>
    /// <exception cref="ChatException">A character, string or regular expression is wrong; its place is in the message.</exception>
    public List<LarkToken> Read()
    {
        while (_position < text.Length)
        {
            var c = text[_position];
            if (c == '\n')
            {
                _position++;
                _line++;
                _lineStart = _position;
                _isFirst = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                _position++;
            }
            else if (c == '#' || (c == '/' && Peek(1) == '/'))
            {
                var end = text.IndexOf('\n', _position);
                _position = end < 0 ? text.Length : end;
            }
            else
            {
                Word(c);
                _isFirst = false;
            }
        }

        Add(LarkTokenKind.End, "", "", Place);
        return _tokens;
    }

    private LarkPlace Place => new(_line, _position - _lineStart + 1);

    private char Peek(int offset) => _position + offset < text.Length ? text[_position + offset] : '\0';

    private void Word(char c)
    {
        var place = Place;
        if (c == '"' || c == '/')
        {
            Quoted(c, place);
        }
        else if (char.IsAsciiLetter(c) || c == '_')
        {
            Name(place);
        }
        else if (char.IsAsciiDigit(c))
        {
            Add(LarkTokenKind.Number, While(char.IsAsciiDigit), "", place);
        }
        else if (c == '%' && char.IsAsciiLetter(Peek(1)))
        {
            _position++;
            Add(LarkTokenKind.Directive, While(char.IsAsciiLetter), "", place);
        }
        else if ((c == '.' && Peek(1) == '.') || (c == '-' && Peek(1) == '>'))
        {
            Add(LarkTokenKind.Mark, text.Substring(_position, 2), "", place);
            _position += 2;
        }
        else if (":|()[]{}*+?!~.,-<>&@=$^".Contains(c, StringComparison.Ordinal))
        {
            Add(LarkTokenKind.Mark, c.ToString(), "", place);
            _position++;
        }
        else
        {
            throw place.Error($"has the character {c}, which stands for nothing,", "Remove it, or put it in quotes.");
        }
    }

    // A name's first letter, after underscores, says whether it is a rule or a terminal. A rule's name may have dashes.
    private void Name(LarkPlace place)
    {
        var name = While(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        while (_position < text.Length && text[_position] == '-' && char.IsAsciiLetterOrDigit(Peek(1)))
        {
            _position++;
            name += "-" + While(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        }

        var first = name.TrimStart('_');
        Add(
            first.Length > 0 && char.IsAsciiLetterUpper(first[0]) ? LarkTokenKind.Terminal : LarkTokenKind.Rule,
            name,
            "",
            place
        );
    }

    private void Quoted(char quote, LarkPlace place)
    {
        var start = ++_position;
        while (_position < text.Length && text[_position] != quote && text[_position] != '\n')
        {
            _position += text[_position] == '\\' && Peek(1) != '\n' ? 2 : 1;
        }

        if (_position >= text.Length || text[_position] != quote)
        {
            throw place.Error(
                quote == '"'
                    ? "has a string that does not end on its line"
                    : "has a regular expression that does not end on its line",
                $"Close it with {quote}."
            );
        }

        var inside = text[start.._position];
        _position++;
        var flags = While(char.IsAsciiLetterLower);
        if (quote == '"')
        {
            Add(LarkTokenKind.String, Unescape(inside, place), flags, place);
        }
        else
        {
            Add(LarkTokenKind.Regex, inside.Replace("\\/", "/", StringComparison.Ordinal), flags, place);
        }
    }

    private static string Unescape(string inside, LarkPlace place)
    {
        var plain = new StringBuilder(inside.Length);
        for (var index = 0; index < inside.Length; index++)
        {
            if (inside[index] != '\\')
            {
                plain.Append(inside[index]);
                continue;
            }

            var letter = inside[++index];
            var digits = letter switch
            {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            _ = letter switch
            {
                'n' => plain.Append('\n'),
                'r' => plain.Append('\r'),
                't' => plain.Append('\t'),
                'f' => plain.Append('\f'),
                'v' => plain.Append('\v'),
                'b' => plain.Append('\b'),
                '0' => plain.Append('\0'),
                _ when digits > 0 => plain.Append(Code(inside, index + 1, digits, place)),
                _ => plain.Append(letter),
            };
            index += digits;
        }

        return plain.ToString();
    }

    private static string Code(string inside, int start, int digits, LarkPlace place) =>
        start + digits <= inside.Length
        && int.TryParse(
            inside.AsSpan(start, digits),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var code
        )
        && Rune.IsValid(code)
            ? new Rune(code).ToString()
            : throw place.Error("has a string with an escape that is no character", "Correct the escape.");

    private string While(Func<char, bool> belongs)
    {
        var start = _position;
        while (_position < text.Length && belongs(text[_position]))
        {
            _position++;
        }

        return text[start.._position];
    }

    private void Add(LarkTokenKind kind, string word, string flags, LarkPlace place) =>
        _tokens.Add(new LarkToken(kind, word, flags, place, _isFirst));
}
