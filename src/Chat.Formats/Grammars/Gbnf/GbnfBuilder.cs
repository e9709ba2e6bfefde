using System.Globalization;
using System.Text;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Gbnf;

/// <summary>
/// Gathers the rules of a grammar and writes them as GBNF, llama.cpp's grammar notation. A text that several rules would share is kept once.
/// The grammar's length is bounded by <see cref="MaxLength"/>. Not safe for use by several threads at once.
/// </summary>
internal sealed class GbnfBuilder
{
    /// <summary>The most characters of all rules.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private const int MostNameLength = 48;

    private readonly Dictionary<string, string?> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private long _length;

    /// <summary>Adds a rule.</summary>
    /// <param name="name">What it is best called; what GBNF does not allow in a name becomes a dash, and a name that is taken gets a number.</param>
    /// <param name="expression">Its right side, in GBNF.</param>
    /// <returns>The name it got. Where a rule with the same right side exists, that one's name.</returns>
    /// <exception cref="ChatException">The grammar is too long: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public string Add(string name, string expression)
    {
        if (_names.TryGetValue(expression, out var known))
        {
            return known;
        }

        var given = Reserve(name);
        Set(given, expression);
        _names[expression] = given;
        return given;
    }

    /// <summary>Takes a name for a rule that is set later, as one must that refers to itself.</summary>
    /// <param name="name">What it is best called.</param>
    /// <returns>The name it got.</returns>
    public string Reserve(string name)
    {
        var clean = Clean(name);
        var given = clean;
        while (!_rules.TryAdd(given, null))
        {
            var number = _numbers.GetValueOrDefault(clean, 1) + 1;
            _numbers[clean] = number;
            given = string.Create(CultureInfo.InvariantCulture, $"{clean}-{number}");
        }

        _order.Add(given);
        return given;
    }

    /// <summary>Sets the right side of a reserved rule.</summary>
    /// <param name="name">The name that <see cref="Reserve"/> gave.</param>
    /// <param name="expression">Its right side, in GBNF.</param>
    /// <exception cref="InvalidOperationException">The name was not reserved, or is set already.</exception>
    /// <exception cref="ChatException">The grammar is too long: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public void Set(string name, string expression)
    {
        if (!_rules.TryGetValue(name, out var set) || set is not null)
        {
            throw new InvalidOperationException($"The rule {name} is not waiting for its right side.");
        }

        _length += name.Length + expression.Length;
        if (_length > MaxLength)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The grammar is longer than {MaxLength} characters.",
                "Use fewer or smaller schemas, tools or grammars."
            );
        }

        _rules[name] = expression;
    }

    /// <summary>A text as a GBNF literal, with its quotes.</summary>
    /// <param name="text">The text; a lone surrogate becomes U+FFFD.</param>
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => literal.Append("\\\""),
                '\\' => literal.Append(@"\\"),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                < 0x20 or 0x7F => literal.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                _ => literal.Append(rune.ToString()),
            };
        }

        return literal.Append('"').ToString();
    }

    /// <summary>The grammar.</summary>
    /// <param name="root">The name of the rule that the whole text follows; it is written first.</param>
    /// <returns>
    /// One rule a line. When <paramref name="root"/> is not <c>root</c>, a rule of that name is written that refers to it; when there is a rule of
    /// that name already, all get other names.
    /// </returns>
    /// <exception cref="InvalidOperationException">A reserved rule was never set.</exception>
    public string Write(string root)
    {
        var isRoot = string.Equals(root, "root", StringComparison.Ordinal);
        if (!isRoot && _rules.ContainsKey("root"))
        {
            var renamed = new GbnfBuilder();
            return renamed.Write(GbnfGrammar.Parse(Rules(root), root).AddTo(renamed, "root"));
        }

        return isRoot ? Rules(root) : $"root ::= {root}\n{Rules(root)}";
    }

    private string Rules(string root)
    {
        var text = new StringBuilder();

        foreach (var name in _order.OrderBy(name => string.Equals(name, root, StringComparison.Ordinal) ? 0 : 1))
        {
            var expression = _rules[name] ?? throw new InvalidOperationException($"The rule {name} has no right side.");
            text.Append(name).Append(" ::= ").Append(expression).Append('\n');
        }

        return text.ToString();
    }

    private static string Clean(string name)
    {
        var length = Math.Min(name.Length, MostNameLength);
        var clean = string.Create(
                length,
                name,
                static (span, name) =>
                {
                    for (var index = 0; index < span.Length; index++)
                    {
                        span[index] = char.IsAsciiLetterOrDigit(name[index]) ? name[index] : '-';
                    }
                }
            )
            .Trim('-');
        return clean.Length == 0 ? "rule" : clean;
    }
}
