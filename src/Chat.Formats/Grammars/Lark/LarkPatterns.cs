using Chat.Core.Errors;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.Lark;

/// <summary>Makes patterns of a Lark grammar's strings, regular expressions and ranges.</summary>
internal static class LarkPatterns
{
    /// <summary>A string; with the flag <c>i</c>, in any case.</summary>
    /// <param name="token">The string.</param>
    /// <exception cref="ChatException">It has a flag that is not known.</exception>
    public static LarkPattern Text(LarkToken token)
    {
        var flags = Flags(token);
        var pattern = RegexSequence.Of(
            token
                .Text.EnumerateRunes()
                .Select(rune => CodePointSet.Of(rune.Value))
                .Select(set => new RegexSet(flags.HasFlag(RegexFlags.IgnoreCase) ? CaseFolding.Close(set) : set))
        );
        return new LarkPattern($"\"{token.Text}\"{flags}", pattern, token.Place);
    }

    /// <summary>A regular expression. Its flags are those after the slash: <c>i</c>, <c>s</c>, <c>u</c>.</summary>
    /// <param name="token">The regular expression.</param>
    /// <exception cref="ChatException">It is wrong, has what is not supported, or matches nothing.</exception>
    public static LarkPattern Regex(LarkToken token)
    {
        var flags = Flags(token);
        try
        {
            var parts = RegexAnchors.Divide(RegexParser.Parse(token.Text, RegexDialect.Rust, flags));
            var pattern = RegexChoice.Of(parts.Select(static part => part.Node));
            return pattern.IsNever
                ? throw token.Place.Error("has a regular expression that matches no text", "Correct it.")
                : new LarkPattern($"/{token.Text}/{flags}", pattern, token.Place);
        }
        catch (ChatException error) when (!error.Message.StartsWith("The Lark", StringComparison.Ordinal))
        {
            throw new ChatException(
                error.Kind,
                $"The Lark grammar's regular expression at line {token.Place.Line}, column {token.Place.Column} is refused: {error.Message}",
                error.Advice,
                error
            );
        }
    }

    /// <summary>A range of characters.</summary>
    /// <param name="first">The first character as a string.</param>
    /// <param name="last">The last character as a string.</param>
    /// <exception cref="ChatException">One is not one character, or they are reversed.</exception>
    public static LarkPattern Range(LarkToken first, LarkToken last)
    {
        var (one, two) = (One(first), One(last));
        return one > two
            ? throw first.Place.Error("has a range whose ends are reversed", "Write the smaller character first.")
            : new LarkPattern(
                $"\"{first.Text}\"..\"{last.Text}\"",
                new RegexSet(CodePointSet.Of(one, two)),
                first.Place
            );
    }

    private static int One(LarkToken token)
    {
        var runes = token.Text.EnumerateRunes().Take(2).ToArray();
        return runes.Length == 1 && token.Flags.Length == 0
            ? runes[0].Value
            : throw token.Place.Error("has a range whose end is not one character", "Write a range as \"a\"..\"z\".");
    }

    private static RegexFlags Flags(LarkToken token)
    {
        var flags = RegexFlags.None;
        foreach (var flag in token.Flags)
        {
            flags |= flag switch
            {
                'i' => RegexFlags.IgnoreCase,
                's' => RegexFlags.DotAll,
                'u' => RegexFlags.None,
                _ => throw token.Place.Unsupported($"the flag {flag}"),
            };
        }

        return flags;
    }
}
