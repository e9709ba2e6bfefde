using System.Globalization;
using System.Text;

namespace Chat.Formats.Jinja.Lexing;

/// <summary>Cuts the inside of one tag into tokens.</summary>
/// <param name="source">The template.</param>
/// <param name="tokens">Where the tokens go.</param>
/// <param name="position">Where the inside begins.</param>
internal sealed class TagLexer(string source, List<JinjaToken> tokens, int position)
{
    private static readonly string[] Operators =
    [
        "**",
        "//",
        "==",
        "!=",
        "<=",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "~",
        "<",
        ">",
        "=",
        ".",
        ":",
        "|",
        ",",
        ";",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
    ];

    private readonly Stack<char> _brackets = new();

    /// <summary>Where the reading stands; after <see cref="Read"/>, behind the tag.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Reads up to the end of the tag.</summary>
    /// <param name="open">Where the tag begins, for messages.</param>
    /// <param name="isBlock">True for a statement, false for an expression to be written.</param>
    /// <returns>The sign before the closing bracket: a dash, a plus, or the character 0 for none.</returns>
    /// <exception cref="JinjaException">The tag does not end or holds what Jinja does not know.</exception>
    public char Read(int open, bool isBlock)
    {
        var close = isBlock ? "%}" : "}}";
        while (Position < source.Length)
        {
            var letter = source[Position];
            if (char.IsWhiteSpace(letter))
            {
                Position++;
                continue;
            }

            if (_brackets.Count == 0)
            {
                var sign = letter is '-' or '+' ? letter : '\0';
                var end = sign == '\0' ? Position : Position + 1;

                // An expression has no "+}}".
                if (string.CompareOrdinal(source, end, close, 0, 2) == 0 && (isBlock || sign != '+'))
                {
                    Add(isBlock ? JinjaTokenKind.BlockEnd : JinjaTokenKind.OutputEnd, "", Position);
                    Position = end + 2;
                    return sign;
                }
            }

            ReadToken(letter);
        }

        throw Fail(open, isBlock ? "a statement does not end with %}" : "an expression does not end with }}");
    }

    private void ReadToken(char letter)
    {
        if (letter is '\'' or '"')
        {
            ReadString(letter);
        }
        else if (char.IsAsciiDigit(letter))
        {
            ReadNumber();
        }
        else if (letter == '_' || char.IsLetter(letter))
        {
            var start = Position;
            while (Position < source.Length && (source[Position] == '_' || char.IsLetterOrDigit(source[Position])))
            {
                Position++;
            }

            Add(JinjaTokenKind.Name, source[start..Position], start);
        }
        else
        {
            ReadOperator();
        }
    }

    private void ReadOperator()
    {
        var text = Array.Find(
            Operators,
            candidate => string.CompareOrdinal(source, Position, candidate, 0, candidate.Length) == 0
        );
        if (text is null)
        {
            throw Fail(Position, $"the character \"{source[Position]}\" means nothing here");
        }

        switch (text)
        {
            case "(" or "[" or "{":
                _brackets.Push(text[0]);
                break;
            case ")" or "]" or "}":
                var opening = text[0] switch
                {
                    ')' => '(',
                    ']' => '[',
                    _ => '{',
                };
                if (!_brackets.TryPop(out var last) || last != opening)
                {
                    throw Fail(Position, $"\"{text}\" closes nothing");
                }

                break;
        }

        Add(JinjaTokenKind.Operator, text, Position);
        Position += text.Length;
    }

    private void ReadNumber()
    {
        var start = Position;
        if (
            source[start] == '0'
            && start + 1 < source.Length
            && source[start + 1] is 'x' or 'X' or 'o' or 'O' or 'b' or 'B'
        )
        {
            Position += 2;
            while (Position < source.Length && (char.IsAsciiHexDigit(source[Position]) || source[Position] == '_'))
            {
                Position++;
            }

            Add(JinjaTokenKind.Integer, Digits(start), start);
            return;
        }

        SkipDigits();
        var isFloat = false;

        // In a.1.5 the numbers are members, not one number.
        if (start == 0 || source[start - 1] != '.')
        {
            if (At(0) == '.' && char.IsAsciiDigit(At(1)))
            {
                isFloat = true;
                Position++;
                SkipDigits();
            }

            var sign = At(1) is '+' or '-' ? 2 : 1;
            if (At(0) is 'e' or 'E' && char.IsAsciiDigit(At(sign)))
            {
                isFloat = true;
                Position += sign;
                SkipDigits();
            }
        }

        Add(isFloat ? JinjaTokenKind.Float : JinjaTokenKind.Integer, Digits(start), start);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(At(0)) || (At(0) == '_' && char.IsAsciiDigit(At(1))))
        {
            Position++;
        }
    }

    private string Digits(int start) => source[start..Position].Replace("_", "", StringComparison.Ordinal);

    private char At(int offset) => Position + offset < source.Length ? source[Position + offset] : '\0';

    private void ReadString(char quote)
    {
        var start = Position++;
        var text = new StringBuilder();
        while (Position < source.Length)
        {
            var letter = source[Position++];
            if (letter == quote)
            {
                Add(JinjaTokenKind.String, text.ToString(), start);
                return;
            }

            if (letter == '\\' && Position < source.Length)
            {
                ReadEscape(text);
            }
            else
            {
                text.Append(letter);
            }
        }

        throw Fail(start, "a string does not end");
    }

    // Python's escapes; a backslash before anything else stays.
    private void ReadEscape(StringBuilder text)
    {
        var letter = source[Position++];
        switch (letter)
        {
            case '\n':
                break;
            case 'x':
                ReadCode(text, letter, 2);
                break;
            case 'u':
                ReadCode(text, letter, 4);
                break;
            case 'U':
                ReadCode(text, letter, 8);
                break;
            case >= '0' and <= '7':
                ReadOctal(text, letter);
                break;
            default:
                var at = "abfnrtv\\'\"".IndexOf(letter, StringComparison.Ordinal);
                text.Append(at < 0 ? $"\\{letter}" : "\a\b\f\n\r\t\v\\'\""[at].ToString());
                break;
        }
    }

    private void ReadCode(StringBuilder text, char letter, int length)
    {
        if (
            Position + length > source.Length
            || !int.TryParse(
                source.AsSpan(Position, length),
                NumberStyles.AllowHexSpecifier,
                provider: null,
                out var code
            )
            || code is < 0 or > 0x10FFFF
        )
        {
            throw Fail(Position - 2, $"\\{letter} needs {length} hexadecimal digits of a character");
        }

        Position += length;
        text.Append(code > char.MaxValue ? char.ConvertFromUtf32(code) : ((char)code).ToString());
    }

    private void ReadOctal(StringBuilder text, char first)
    {
        var code = first - '0';
        for (var digits = 1; digits < 3 && At(0) is >= '0' and <= '7'; digits++)
        {
            code = (code * 8) + (source[Position++] - '0');
        }

        text.Append((char)code);
    }

    private void Add(JinjaTokenKind kind, string text, int start) => tokens.Add(new JinjaToken(kind, text, start));

    private JinjaException Fail(int place, string reason) => JinjaException.At(source, place, reason);
}
