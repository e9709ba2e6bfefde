using System.Globalization;
using System.Text;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Regex;

/// <summary>What a backslash and what follows it stand for.</summary>
internal static class RegexEscapes
{
    /// <summary>Takes an escape that is an assertion.</summary>
    /// <param name="reader">At the backslash.</param>
    /// <param name="dialect">Whose syntax.</param>
    /// <returns>The assertion; null when the escape is none, which is not taken then.</returns>
    /// <exception cref="ChatException">It is an assertion that is not supported.</exception>
    public static RegexAssertionKind? Assertion(RegexReader reader, RegexDialect dialect)
    {
        var position = reader.Position;
        if (reader.Take(@"\A"))
        {
            return RegexAssertionKind.Start;
        }

        if (reader.Take(@"\z") || reader.Take(@"\Z"))
        {
            return RegexAssertionKind.End;
        }

        if (dialect == RegexDialect.Rust && (reader.Take(@"\<") || reader.Take(@"\>") || reader.Take(@"\b{")))
        {
            throw RegexReader.Unsupported("an assertion of a word's start or end", position);
        }

        return reader.Take(@"\b") ? RegexAssertionKind.WordBoundary
            : reader.Take(@"\B") ? RegexAssertionKind.NotWordBoundary
            : null;
    }

    /// <summary>Takes an escape that stands for one character of a set.</summary>
    /// <param name="reader">At the backslash.</param>
    /// <param name="dialect">Whose syntax.</param>
    /// <param name="inClass">True between brackets, where <c>\b</c> is a backspace.</param>
    /// <exception cref="ChatException">The escape is unknown or not supported.</exception>
    public static CodePointSet Characters(RegexReader reader, RegexDialect dialect, bool inClass)
    {
        var position = reader.Position;
        reader.Read();
        var letter = reader.Read();
        if (CharacterClasses.Find(letter, dialect) is { } known)
        {
            return known;
        }

        return letter switch
        {
            'n' => CodePointSet.Of('\n'),
            'r' => CodePointSet.Of('\r'),
            't' => CodePointSet.Of('\t'),
            'v' => CodePointSet.Of('\v'),
            'f' => CodePointSet.Of('\f'),
            'a' when dialect == RegexDialect.Rust => CodePointSet.Of('\a'),
            'b' when inClass => CodePointSet.Of('\b'),
            'x' => Code(reader, 2, position),
            'u' => Code(reader, 4, position),
            'U' when dialect == RegexDialect.Rust => Code(reader, 8, position),
            'p' or 'P' => Property(reader, letter == 'P', position),
            'c' when char.IsAsciiLetter(reader.Next) => CodePointSet.Of(reader.Read() % 32),
            '0' when !char.IsAsciiDigit(reader.Next) => CodePointSet.Of(0),
            'k' => throw RegexReader.Unsupported("a backreference", position),
            >= '1' and <= '9' => throw RegexReader.Unsupported("a backreference", position),
            < 0x80 when char.IsAsciiLetterOrDigit((char)letter) => throw RegexReader.Unsupported(
                $"the escape \\{(char)letter}",
                position
            ),
            _ => CodePointSet.Of(letter),
        };
    }

    private static CodePointSet Code(RegexReader reader, int digits, int position)
    {
        var code = Hex(reader, digits, position);
        if (code is >= 0xD800 and <= 0xDBFF && reader.Take(@"\u"))
        {
            var low = Hex(reader, digits, position);
            code = low is >= 0xDC00 and <= 0xDFFF ? char.ConvertToUtf32((char)code, (char)low) : -1;
        }

        return Rune.IsValid(code)
            ? CodePointSet.Of(code)
            : throw RegexReader.Invalid("has an escape that is no character", position);
    }

    private static int Hex(RegexReader reader, int digits, int position)
    {
        string text;
        if (reader.Take("{"))
        {
            text = reader.ReadTo('}', "an escape");
        }
        else
        {
            var hex = new StringBuilder(digits);
            while (hex.Length < digits && char.IsAsciiHexDigit(reader.Next))
            {
                hex.Append((char)reader.Read());
            }

            text = hex.Length == digits ? hex.ToString() : "";
        }

        return int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? code
            : throw RegexReader.Invalid("has an escape without its hexadecimal digits", position);
    }

    private static CodePointSet Property(RegexReader reader, bool isNegated, int position)
    {
        var name = reader.Take("{") ? reader.ReadTo('}', "a Unicode property") : new Rune(reader.Read()).ToString();
        if (name.StartsWith('^'))
        {
            (name, isNegated) = (name[1..], !isNegated);
        }

        var set =
            UnicodeProperties.Find(name)
            ?? throw RegexReader.Unsupported(
                $"the Unicode property {name[..Math.Min(name.Length, 40)]}",
                position,
                "Use a general category, such as \\p{L}, or write the characters as ranges."
            );
        return isNegated ? set.Negate() : set;
    }
}
