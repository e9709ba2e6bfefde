namespace Chat.Formats.Grammars.Regex;

/// <summary>The classes that have a letter: <c>\d</c>, <c>\w</c>, <c>\s</c> and the dot.</summary>
internal static class CharacterClasses
{
    private static readonly CodePointSet AsciiDigits = CodePointSet.Of('0', '9');

    private static readonly CodePointSet AsciiWord = Of(('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'));

    // ECMA-262, WhiteSpace and LineTerminator.
    private static readonly CodePointSet EcmaSpace = Of(
        (0x09, 0x0D),
        (0x20, 0x20),
        (0xA0, 0xA0),
        (0x1680, 0x1680),
        (0x2000, 0x200A),
        (0x2028, 0x2029),
        (0x202F, 0x202F),
        (0x205F, 0x205F),
        (0x3000, 0x3000),
        (0xFEFF, 0xFEFF)
    );

    /// <summary>Unicode's property White_Space.</summary>
    public static CodePointSet WhiteSpace { get; } =
        CodePointSet.Union(EcmaSpace.Except(CodePointSet.Of(0xFEFF)), CodePointSet.Of(0x85));

    // Unicode's UTS 18 for \w: letters, marks, digits, connectors, joiners and the symbols that count as letters.
    private static readonly Lazy<CodePointSet> UnicodeWord = new(static () =>
        CodePointSet.Union(
            UnicodeProperties.Category("L"),
            UnicodeProperties.Category("M"),
            UnicodeProperties.Category("Nd"),
            UnicodeProperties.Category("Nl"),
            UnicodeProperties.Category("Pc"),
            Of((0x200C, 0x200D), (0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
        )
    );

    private static readonly CodePointSet NotLineTerminator = Of((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)).Negate();

    private static readonly CodePointSet NotLineFeed = CodePointSet.Of(0x0A).Negate();

    /// <summary>What the dot matches.</summary>
    /// <param name="dialect">Whose dot.</param>
    /// <param name="flags">With <see cref="RegexFlags.DotAll"/>, everything.</param>
    public static CodePointSet Dot(RegexDialect dialect, RegexFlags flags) =>
        flags.HasFlag(RegexFlags.DotAll) ? CodePointSet.All
        : dialect == RegexDialect.Rust ? NotLineFeed
        : NotLineTerminator;

    /// <summary>What a backslash and a letter match.</summary>
    /// <param name="letter">The letter; upper case is what the lower case is not.</param>
    /// <param name="dialect">Whose class.</param>
    /// <returns>The set; null when the letter is no class.</returns>
    public static CodePointSet? Find(int letter, RegexDialect dialect) =>
        letter switch
        {
            'd' => dialect == RegexDialect.Rust ? UnicodeProperties.Category("Nd") : AsciiDigits,
            'w' => Word(dialect),
            's' => dialect == RegexDialect.Rust ? WhiteSpace : EcmaSpace,
            'D' or 'W' or 'S' => Find(letter | 0x20, dialect)!.Negate(),
            _ => null,
        };

    /// <summary>The characters of words: what <c>\w</c> matches and <c>\b</c> looks at.</summary>
    /// <param name="dialect">Whose words.</param>
    public static CodePointSet Word(RegexDialect dialect) =>
        dialect == RegexDialect.Rust ? UnicodeWord.Value : AsciiWord;

    /// <summary>A class of POSIX, as Rust allows them inside a class.</summary>
    /// <param name="name">Its name without colons.</param>
    /// <returns>The set; null when there is none of the name.</returns>
    public static CodePointSet? Posix(string name) =>
        name switch
        {
            "alnum" => Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
            "alpha" => Of(('A', 'Z'), ('a', 'z')),
            "ascii" => CodePointSet.Of(0, 0x7F),
            "blank" => Of(('\t', '\t'), (' ', ' ')),
            "cntrl" => Of((0, 0x1F), (0x7F, 0x7F)),
            "digit" => AsciiDigits,
            "graph" => CodePointSet.Of('!', '~'),
            "lower" => CodePointSet.Of('a', 'z'),
            "print" => CodePointSet.Of(' ', '~'),
            "punct" => Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
            "space" => Of(('\t', '\r'), (' ', ' ')),
            "upper" => CodePointSet.Of('A', 'Z'),
            "word" => AsciiWord,
            "xdigit" => Of(('0', '9'), ('A', 'F'), ('a', 'f')),
            _ => null,
        };

    private static CodePointSet Of(params (int First, int Last)[] ranges) =>
        CodePointSet.Of(ranges.Select(range => new CodePointRange(range.First, range.Last)));
}
