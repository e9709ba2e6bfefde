using System.Globalization;

namespace Chat.Formats.Grammars.Regex;

/// <summary>
/// What <c>\p{…}</c> can name: all general categories by their short and long names (exact, from the runtime's Unicode data),
/// a few binary properties, and the scripts that patterns commonly name. Other properties and scripts are not known here.
/// </summary>
internal static class UnicodeProperties
{
    private static readonly string[] Short =
    [
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "Mn",
        "Mc",
        "Me",
        "Nd",
        "Nl",
        "No",
        "Zs",
        "Zl",
        "Zp",
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "Cn",
    ];

    private static readonly Dictionary<string, string> Long = new(StringComparer.Ordinal)
    {
        ["uppercaseletter"] = "Lu",
        ["lowercaseletter"] = "Ll",
        ["titlecaseletter"] = "Lt",
        ["modifierletter"] = "Lm",
        ["otherletter"] = "Lo",
        ["letter"] = "L",
        ["nonspacingmark"] = "Mn",
        ["spacingmark"] = "Mc",
        ["enclosingmark"] = "Me",
        ["mark"] = "M",
        ["combiningmark"] = "M",
        ["decimalnumber"] = "Nd",
        ["digit"] = "Nd",
        ["letternumber"] = "Nl",
        ["othernumber"] = "No",
        ["number"] = "N",
        ["spaceseparator"] = "Zs",
        ["lineseparator"] = "Zl",
        ["paragraphseparator"] = "Zp",
        ["separator"] = "Z",
        ["control"] = "Cc",
        ["cntrl"] = "Cc",
        ["format"] = "Cf",
        ["privateuse"] = "Co",
        ["unassigned"] = "Cn",
        ["other"] = "C",
        ["connectorpunctuation"] = "Pc",
        ["dashpunctuation"] = "Pd",
        ["openpunctuation"] = "Ps",
        ["closepunctuation"] = "Pe",
        ["initialpunctuation"] = "Pi",
        ["finalpunctuation"] = "Pf",
        ["otherpunctuation"] = "Po",
        ["punctuation"] = "P",
        ["punct"] = "P",
        ["mathsymbol"] = "Sm",
        ["currencysymbol"] = "Sc",
        ["modifiersymbol"] = "Sk",
        ["othersymbol"] = "So",
        ["symbol"] = "S",
    };

    private static readonly Lazy<Dictionary<string, CodePointSet>> Categories = new(Gather);

    /// <summary>The set of a general category.</summary>
    /// <param name="name">Its short name, of one or two letters.</param>
    /// <exception cref="KeyNotFoundException">There is no such category.</exception>
    public static CodePointSet Category(string name) => Categories.Value[name];

    /// <summary>The set that a property's name stands for.</summary>
    /// <param name="name">What stood between the braces, such as <c>L</c>, <c>Lu</c>, <c>Letter</c>, <c>gc=Lu</c> or <c>Script=Greek</c>.</param>
    /// <returns>The set; null when it is not known here.</returns>
    public static CodePointSet? Find(string name)
    {
        var equals = name.IndexOf('=', StringComparison.Ordinal);
        var plain = Plain(name[(equals + 1)..]);
        return equals < 0
            ? General(plain) ?? Binary(plain) ?? UnicodeScripts.Find(plain)
            : Plain(name[..equals]) switch
            {
                "gc" or "generalcategory" => General(plain),
                "sc" or "script" => UnicodeScripts.Find(plain),
                _ => null,
            };
    }

    // Case, spaces, dashes and underscores do not count (UAX 44, loose matching).
    private static string Plain(string name) =>
        string.Concat(name.Where(static c => c is not (' ' or '_' or '-')).Select(char.ToLowerInvariant));

    private static CodePointSet? General(string plain)
    {
        if (Long.TryGetValue(plain, out var known))
        {
            return Category(known);
        }

        var name = plain.Length == 0 ? plain : char.ToUpperInvariant(plain[0]) + plain[1..];
        return Categories.Value.GetValueOrDefault(name);
    }

    private static CodePointSet? Binary(string plain) =>
        plain switch
        {
            "any" => CodePointSet.All,
            "ascii" => CodePointSet.Of(0, 0x7F),
            "assigned" => Category("Cn").Negate(),
            "whitespace" or "wspace" or "space" => CharacterClasses.WhiteSpace,
            "asciihexdigit" or "ahex" => CharacterClasses.Posix("xdigit"),
            _ => null,
        };

    private static Dictionary<string, CodePointSet> Gather()
    {
        var ranges = Short.ToDictionary(
            static name => name,
            static _ => new List<CodePointRange>(),
            StringComparer.Ordinal
        );
        var (first, category) = (0, CharUnicodeInfo.GetUnicodeCategory(0));
        for (var value = 1; value <= CodePointSet.Last + 1; value++)
        {
            var next = value <= CodePointSet.Last ? CharUnicodeInfo.GetUnicodeCategory(value) : (UnicodeCategory)(-1);
            if (next != category)
            {
                ranges[Short[(int)category]].Add(new CodePointRange(first, value - 1));
                (first, category) = (value, next);
            }
        }

        var sets = ranges.ToDictionary(
            static pair => pair.Key,
            static pair => CodePointSet.Of(pair.Value),
            StringComparer.Ordinal
        );
        foreach (var group in Short.GroupBy(static name => name[..1], StringComparer.Ordinal).ToArray())
        {
            sets.Add(group.Key, CodePointSet.Union(group.Select(name => sets[name])));
        }

        sets.Add("Lc", CodePointSet.Union(sets["Lu"], sets["Ll"], sets["Lt"]));
        return sets;
    }
}
