using System.Globalization;
using System.Text;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Gbnf;

/// <summary>Reads the characters, names, numbers and blanks of a grammar, and says where an error is.</summary>
/// <param name="text">The grammar.</param>
internal sealed class GbnfReader(string text)
{
    /// <summary>The reading position, in characters from 0.</summary>
    public int Position { get; set; }

    /// <summary>True when all is read.</summary>
    public bool AtEnd => Position >= text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Next => Position < text.Length ? text[Position] : '\0';

    /// <summary>Moves over a word when it comes next.</summary>
    /// <param name="word">The word.</param>
    /// <returns>Whether it came next.</returns>
    public bool TryTake(string word)
    {
        if (!text.AsSpan(Position).StartsWith(word, StringComparison.Ordinal))
        {
            return false;
        }

        Position += word.Length;
        return true;
    }

    /// <summary>Moves over blanks and comments.</summary>
    /// <param name="linesToo">Whether line breaks count as blanks.</param>
    public void SkipSpace(bool linesToo)
    {
        while (!AtEnd)
        {
            switch (text[Position])
            {
                case ' ' or '\t':
                case '\r' or '\n' when linesToo:
                    Position++;
                    break;
                case '#':
                    var length = text.AsSpan(Position).IndexOfAny('\r', '\n');
                    Position = length < 0 ? text.Length : Position + length;
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Whether a rule's name may hold this character.</summary>
    /// <param name="character">The character.</param>
    public static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '-';

    /// <summary>Reads a rule's name.</summary>
    /// <exception cref="ChatException">No name comes next.</exception>
    public string ReadName()
    {
        var start = Position;
        while (IsNameCharacter(Next))
        {
            Position++;
        }

        return Position > start ? text[start..Position] : throw Error("a rule's name was expected");
    }

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="ChatException">No number comes next, or one over <see cref="int.MaxValue"/> - 1.</exception>
    public int ReadNumber()
    {
        var start = Position;
        while (char.IsAsciiDigit(Next))
        {
            Position++;
        }

        if (Position == start)
        {
            throw Error("a number was expected");
        }

        var digits = text.AsSpan(start, Position - start);
        return
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < int.MaxValue
            ? number
            : throw Error($"the number is over {int.MaxValue - 1}", start);
    }

    /// <summary>Reads up to a character and moves over it.</summary>
    /// <param name="end">The character.</param>
    /// <param name="what">What is missing when it does not come, for the error.</param>
    /// <exception cref="ChatException">It does not come.</exception>
    public string ReadUntil(char end, string what)
    {
        var length = text.AsSpan(Position).IndexOf(end);
        if (length < 0)
        {
            throw Error(what);
        }

        Position += length + 1;
        return text.Substring(Position - length - 1, length);
    }

    /// <summary>Reads one character of a literal or a class, with its escape resolved; two halves of a pair written as escapes become one character.</summary>
    /// <returns>A code point, perhaps a lone surrogate when it was written as an escape.</returns>
    /// <exception cref="ChatException">The text ends, an escape is unknown or its digits are missing, or the code point is over 10FFFF.</exception>
    public int ReadCharacter()
    {
        if (AtEnd)
        {
            throw Error("the grammar ends in the middle of a rule");
        }

        if (text[Position] != '\\')
        {
            if (
                Rune.DecodeFromUtf16(text.AsSpan(Position), out var rune, out var length)
                != System.Buffers.OperationStatus.Done
            )
            {
                throw Error("half a character stands alone");
            }

            Position += length;
            return rune.Value;
        }

        var first = ReadEscape();
        var behind = Position;
        if (first is >= 0xD800 and < 0xDC00 && text.AsSpan(Position).StartsWith("\\u", StringComparison.Ordinal))
        {
            var second = ReadEscape();
            if (second is >= 0xDC00 and < 0xE000)
            {
                return char.ConvertToUtf32((char)first, (char)second);
            }

            Position = behind;
        }

        return first;
    }

    /// <summary>An error at a place of the grammar.</summary>
    /// <param name="what">What is wrong, without a capital and a full stop.</param>
    /// <param name="position">Where; below 0 for the reading position.</param>
    /// <returns>The error, for the caller to throw: kind <see cref="ChatErrorKind.InvalidRequest"/>.</returns>
    public ChatException Error(string what, int position = -1)
    {
        var before = text.AsSpan(0, Math.Min(position < 0 ? Position : position, text.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        return new ChatException(
            ChatErrorKind.InvalidRequest,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The grammar is not valid: {what} (line {line}, column {column})."
            ),
            "Correct the grammar; its notation is llama.cpp's GBNF."
        );
    }

    private int ReadEscape()
    {
        var start = Position;
        Position += 2;
        var kind = start + 1 < text.Length ? text[start + 1] : '\0';
        return kind switch
        {
            'x' => ReadHex(start, 2),
            'u' => ReadHex(start, 4),
            'U' => ReadHex(start, 8),
            't' => '\t',
            'r' => '\r',
            'n' => '\n',
            '\\' or '"' or '[' or ']' or '-' => kind,
            _ => throw Error("the escape is unknown", start),
        };
    }

    private int ReadHex(int start, int length)
    {
        if (
            Position + length > text.Length
            || !uint.TryParse(
                text.AsSpan(Position, length),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
        {
            throw Error($"{length} hexadecimal digits were expected", start);
        }

        Position += length;
        return value <= 0x10FFFF ? (int)value : throw Error("the character is over 10FFFF", start);
    }
}
