using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Regex;

/// <summary>What stands after the question mark that opens a special group.</summary>
internal static class RegexGroups
{
    /// <summary>Reads a group's kind.</summary>
    /// <param name="reader">After the question mark.</param>
    /// <param name="position">Where the group starts.</param>
    /// <param name="flags">The flags so far.</param>
    /// <returns>The flags that hold from here on, and whether the group was closed already, as one that only sets flags is.</returns>
    /// <exception cref="ChatException">The group is of a kind that is not supported.</exception>
    public static (RegexFlags Flags, bool IsWhole) Open(RegexReader reader, int position, RegexFlags flags)
    {
        foreach (var (mark, construct) in Refused)
        {
            if (reader.Take(mark))
            {
                throw RegexReader.Unsupported(construct, position);
            }
        }

        if (reader.Take("<") || reader.Take("P<"))
        {
            var name = reader.ReadTo('>', "a group's name");
            return
                name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '$' or '.' or '[' or ']')
                ? (flags, false)
                : throw RegexReader.Invalid("has a group whose name is not a name", position);
        }

        return Flags(reader, position, flags);
    }

    private static readonly (string Mark, string Construct)[] Refused =
    [
        ("=", "a lookahead"),
        ("!", "a negative lookahead"),
        ("<=", "a lookbehind"),
        ("<!", "a negative lookbehind"),
        (">", "an atomic group"),
        ("P=", "a backreference"),
        ("P>", "a recursive call"),
        ("#", "a comment"),
        ("(", "a conditional"),
        ("|", "a branch reset"),
        ("'", "a group name in quotes"),
        ("&", "a recursive call"),
        ("R", "a recursive call"),
    ];

    private static (RegexFlags Flags, bool IsWhole) Flags(RegexReader reader, int position, RegexFlags flags)
    {
        for (var isOff = false; ; )
        {
            var at = reader.Position;
            var flag = reader.Read();
            switch (flag)
            {
                case ':':
                    return (flags, false);
                case ')' when at > position + 2:
                    return (flags, true);
                case '-' when !isOff:
                    isOff = true;
                    break;
                case 'i':
                    flags = With(flags, RegexFlags.IgnoreCase, isOff);
                    break;
                case 's':
                    flags = With(flags, RegexFlags.DotAll, isOff);
                    break;
                case 'u' when !isOff:
                case 'U':
                    // Patterns are Unicode's here anyway, and greedy or lazy makes no difference to what matches.
                    break;
                case 'm' or 'x' or 'R' or 'u':
                    throw RegexReader.Unsupported($"the flag {(char)flag}", at);
                default:
                    throw RegexReader.Invalid("has a group of an unknown kind", position);
            }
        }
    }

    private static RegexFlags With(RegexFlags flags, RegexFlags flag, bool isOff) =>
        isOff ? flags & ~flag : flags | flag;
}
