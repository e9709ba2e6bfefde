using System.Globalization;
using System.Text;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>
/// Rules for the names of additional properties: any string but the declared names, so that none is written twice. A character has few spellings here,
/// so that a declared name cannot come back with its letters escaped.
/// </summary>
/// <param name="builder">Where rules go.</param>
internal sealed class KeyRules(GbnfBuilder builder)
{
    /// <summary>What a character of a name that is out costs, in <see cref="Model.SchemaWork"/>'s steps.</summary>
    public const int StepsPerCharacter = 8;

    // Every so many characters a rule of its own, so that no expression nests deeper than this.
    private const int MostNested = 12;

    private static readonly (int Character, char Short)[] ShortEscapes =
    [
        ('"', '"'),
        ('\\', '\\'),
        ('\b', 'b'),
        ('\f', 'f'),
        ('\n', 'n'),
        ('\r', 'r'),
        ('\t', 't'),
    ];

    // The escapes that are left where no declared name goes on with a character that needs one.
    private static readonly string AllEscapes = string.Join(" | ", Escapes([]));

    private string? _character;

    /// <summary>Adds the rule of all names but some.</summary>
    /// <param name="name">What the rule is best called.</param>
    /// <param name="excluded">The names that are out.</param>
    /// <returns>The rule's name, quotes included.</returns>
    public string Add(string name, IEnumerable<string> excluded)
    {
        var root = new KeyTree();
        foreach (var text in excluded)
        {
            root.Add(text);
        }

        return root is { IsEmpty: true, IsName: false }
            ? JsonAny()
            : builder.Add(name, $"\"\\\"\" {Rest(name, root, 0)} \"\\\"\"");
    }

    private string Character => _character ??= builder.Add("json-key-character", Other([]));

    private string JsonAny() => builder.Add("json-key", $"\"\\\"\" {Character}* \"\\\"\"");

    // What may follow a beginning of declared names: nothing, unless that is a declared name itself; another character and then anything; a next one of theirs.
    private string Rest(string name, KeyTree tree, int depth)
    {
        if (tree.IsEmpty)
        {
            return tree.IsName ? $"{Character}+" : $"{Character}*";
        }

        var parts = new List<string>();
        foreach (var (character, next) in tree.Next)
        {
            parts.Add($"{Spelled(character)} {Nested(name, next, depth)}");
        }

        parts.Add(builder.Add("json-key-other", $"({Other(tree.Next.Keys)}) {Character}*"));
        var expression = $"({string.Join(" | ", parts)})";
        return tree.IsName ? expression : expression + "?";
    }

    private string Nested(string name, KeyTree tree, int depth)
    {
        var expression = Rest(name, tree, depth + 1);
        return depth % MostNested == MostNested - 1 ? builder.Add(name + "-rest", expression) : expression;
    }

    private static string Spelled(int character)
    {
        if (!NeedsEscape(character))
        {
            return GbnfBuilder.Literal(new Rune(character).ToString());
        }

        var hex = string.Create(
            CultureInfo.InvariantCulture,
            $"\"\\\\u00{character >> 4:x}\" {Nibble(character & 15)}"
        );
        foreach (var (escaped, letter) in ShortEscapes)
        {
            if (escaped == character)
            {
                var shorter = letter is '"' or '\\' ? $"\"\\\\\\{letter}\"" : $"\"\\\\{letter}\"";
                return character < ' ' ? $"({shorter} | {hex})" : shorter;
            }
        }

        return hex;
    }

    private static string Nibble(int value) =>
        value < 10 ? $"\"{value}\"" : $"[{(char)('a' + value - 10)}{(char)('A' + value - 10)}]";

    private static bool NeedsEscape(int character) => character is < ' ' or '"' or '\\';

    private static string Other(IReadOnlyCollection<int> excluded)
    {
        var inside = new StringBuilder(JsonRules.Escaped, JsonRules.Escaped.Length + 16);
        var areEscaped = false;
        foreach (var character in excluded)
        {
            if (NeedsEscape(character))
            {
                areEscaped = true;
                continue;
            }

            inside.Append(
                character is ']' or '[' or '^' or '-' ? $"\\x{character:X2}" : new Rune(character).ToString()
            );
        }

        var escapes = areEscaped ? string.Join(" | ", Escapes([.. excluded])) : AllEscapes;
        return escapes.Length == 0 ? $"[^{inside}]" : $"[^{inside}] | {escapes}";
    }

    private static List<string> Escapes(HashSet<int> excluded)
    {
        var letters = string.Concat(
            ShortEscapes
                .Where(pair => !excluded.Contains(pair.Character))
                .Select(pair => pair.Short is '\\' ? "\\\\" : pair.Short.ToString())
        );
        var parts = new List<string>();
        if (letters.Length > 0)
        {
            parts.Add($"\"\\\\\" [{letters}]");
        }

        parts.AddRange(Controls(excluded));
        return parts;
    }

    // Control characters by number, those that are left in each half of the 32.
    private static IEnumerable<string> Controls(HashSet<int> excluded)
    {
        if (excluded.All(character => character >= ' '))
        {
            return ["\"\\\\u00\" [01] [0-9a-fA-F]"];
        }

        return Enumerable
            .Range(0, 2)
            .Select(half =>
                (
                    half,
                    Digits: string.Concat(
                        Enumerable
                            .Range(0, 16)
                            .Where(low => !excluded.Contains((half * 16) + low))
                            .Select(low => $"{low:x}{(low > 9 ? $"{low:X}" : "")}")
                    )
                )
            )
            .Where(pair => pair.Digits.Length > 0)
            .Select(pair => $"\"\\\\u00{pair.half}\" [{pair.Digits}]");
    }
}
