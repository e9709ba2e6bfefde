using System.Buffers;
using System.Text;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Regex;

/// <summary>Where the reading of a pattern is, and the errors it makes. Characters are code points; positions in errors count from 1.</summary>
/// <param name="pattern">The pattern.</param>
internal sealed class RegexReader(string pattern)
{
    /// <summary>Where the next character starts.</summary>
    public int Position { get; private set; }

    /// <summary>True after the last character.</summary>
    public bool IsAtEnd => Position >= pattern.Length;

    /// <summary>The next UTF-16 unit; NUL at the end.</summary>
    public char Next => Peek(0);

    /// <summary>A UTF-16 unit further on; NUL after the end.</summary>
    /// <param name="offset">How many units after the next.</param>
    public char Peek(int offset) => Position + offset < pattern.Length ? pattern[Position + offset] : '\0';

    /// <summary>Goes back.</summary>
    /// <param name="position">Where to.</param>
    public void Return(int position) => Position = position;

    /// <summary>Takes a text when it comes next.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it was taken.</returns>
    public bool Take(string text)
    {
        if (string.CompareOrdinal(pattern, Position, text, 0, text.Length) != 0)
        {
            return false;
        }

        Position += text.Length;
        return true;
    }

    /// <summary>Takes the next character.</summary>
    /// <exception cref="ChatException">The pattern ends here, or half a surrogate pair is next.</exception>
    public int Read()
    {
        if (IsAtEnd)
        {
            throw Invalid("ends too early", Position);
        }

        if (Rune.DecodeFromUtf16(pattern.AsSpan(Position), out var rune, out var length) != OperationStatus.Done)
        {
            throw Invalid("has half a surrogate pair", Position);
        }

        Position += length;
        return rune.Value;
    }

    /// <summary>Takes everything up to a character, and that character too.</summary>
    /// <param name="end">The character.</param>
    /// <param name="what">What ends with it, for the error.</param>
    /// <exception cref="ChatException">The character does not come.</exception>
    public string ReadTo(char end, string what)
    {
        var found = pattern.IndexOf(end, Position);
        if (found < 0)
        {
            throw Invalid($"has {what} without {end}", Position);
        }

        var text = pattern[Position..found];
        Position = found + 1;
        return text;
    }

    /// <summary>Takes a decimal number.</summary>
    /// <returns>The number, at most <see cref="RegexParser.MaxCount"/> + 1; null when no digit comes next.</returns>
    public int? ReadNumber()
    {
        int? number = null;
        while (char.IsAsciiDigit(Next))
        {
            number = Math.Min(((number ?? 0) * 10) + Next - '0', RegexParser.MaxCount + 1);
            Position++;
        }

        return number;
    }

    /// <summary>The error for what is no regular expression.</summary>
    /// <param name="what">What is wrong, after "The pattern".</param>
    /// <param name="position">Where it starts.</param>
    public static ChatException Invalid(string what, int position) =>
        new(
            ChatErrorKind.InvalidRequest,
            $"The pattern {what} at character {position + 1}.",
            "Correct the regular expression."
        );

    /// <summary>The error for what regular expressions have elsewhere, but not here.</summary>
    /// <param name="construct">Its name with its article.</param>
    /// <param name="position">Where it starts.</param>
    /// <param name="advice">What to do; null: leave it out.</param>
    public static ChatException Unsupported(string construct, int position, string? advice = null) =>
        new(
            ChatErrorKind.InvalidRequest,
            $"The pattern has {construct} at character {position + 1}, which is not supported.",
            advice ?? "Write the regular expression without it."
        );
}
