using System.Globalization;
using System.Text;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Gbnf;

/// <summary>
/// Rules for text in which certain strings do not occur, so that a marker can end the text without a doubt. GBNF has no negation:
/// the rules are the states of the automaton that looks for the strings (Aho and Corasick, 1975), less those where one was found.
/// </summary>
internal static class GbnfUntil
{
    /// <summary>The most characters of all strings together.</summary>
    public const int MaxLength = 4096;

    /// <summary>The most characters that a text can be made to have: each takes all states of the automaton once more.</summary>
    public const int MaxLeast = 16;

    /// <summary>Adds the rules for any text, also the empty one, that holds none of the strings.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the first rule is best called.</param>
    /// <param name="strings">What does not occur; empty ones are left out, and with none any text fits.</param>
    /// <returns>The name of the first rule.</returns>
    /// <exception cref="ChatException">The strings are too long: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string Add(GbnfBuilder builder, string name, params IReadOnlyList<string> strings) =>
        AddAfter(builder, name, Automaton.Of(strings), 0);

    /// <summary>Adds the rules for any text of a least length that does not hold a string.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the first rule is best called.</param>
    /// <param name="min">The fewest characters, from 0 to <see cref="MaxLeast"/>.</param>
    /// <param name="text">What does not occur.</param>
    /// <returns>The name of the first rule.</returns>
    /// <exception cref="ChatException">The string is too long: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string AddOfLength(GbnfBuilder builder, string name, int min, string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(min, MaxLeast);
        return AddAfter(builder, name, Automaton.Of([text]), min);
    }

    // The states once for each character that must still come, and once for the text that may end.
    private static string AddAfter(GbnfBuilder builder, string name, Automaton automaton, int min)
    {
        string[] Reserve() => [.. automaton.States.Select(state => state.IsFound ? "" : builder.Reserve(name))];
        var names = Reserve();
        var first = names[0];
        for (var left = min; left >= 0; left--)
        {
            var next = left == 0 ? names : Reserve();
            for (var state = 0; state < names.Length; state++)
            {
                if (names[state].Length > 0)
                {
                    builder.Set(names[state], Expression(automaton, state, next, left == 0));
                }
            }

            names = next;
        }

        return first;
    }

    /// <summary>Adds the rules for any text, also the empty one, that does not begin with a string.</summary>
    /// <param name="builder">Where the rules go.</param>
    /// <param name="name">What the first rule is best called.</param>
    /// <param name="start">What the text does not begin with; not empty.</param>
    /// <returns>The name of the first rule.</returns>
    public static string AddNotStarting(GbnfBuilder builder, string name, string start)
    {
        ArgumentException.ThrowIfNullOrEmpty(start);
        var any = builder.Add("any-text", "[^\\x00]*");
        var runes = start.EnumerateRunes().ToArray();
        var next = "";
        for (var place = runes.Length - 1; place >= 0; place--)
        {
            var other = $"[^{Char(runes[place])}] {any} | \"\"";
            next = builder.Add(
                name,
                next.Length == 0 ? other : $"{GbnfBuilder.Literal(runes[place].ToString())} {next} | {other}"
            );
        }

        return next;
    }

    /// <summary>The first sign of a string, as the inside of a character class of GBNF.</summary>
    /// <param name="text">The string, not empty.</param>
    public static string FirstOf(string text) => Char(text.EnumerateRunes().First());

    private static string Expression(Automaton automaton, int state, string[] names, bool mayEnd)
    {
        // Where the text goes on to is decided by the next character: one alternative a target, and one for all characters in no string.
        var targets = automaton.Letters.GroupBy(letter => automaton.Next(state, letter));
        var expression = new StringBuilder();
        foreach (var target in targets.Where(target => target.Key != 0 && names[target.Key].Length > 0))
        {
            expression
                .Append('[')
                .AppendJoin("", target.Select(Char))
                .Append("] ")
                .Append(names[target.Key])
                .Append(" | ");
        }

        var elsewhere = automaton.Letters.Where(letter => automaton.Next(state, letter) != 0).Select(Char).ToArray();
        expression.Append(elsewhere.Length == 0 ? "[^\\x00]" : $"[^{string.Concat(elsewhere)}]");
        return expression.Append(' ').Append(names[0]).Append(mayEnd ? " | \"\"" : "").ToString();
    }

    private static string Char(Rune rune) =>
        rune.Value is < 0x20 or 0x7F ? string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}")
        : rune.Value is '\\' or ']' or '[' or '^' or '-'
            ? "\\x" + rune.Value.ToString("X2", CultureInfo.InvariantCulture)
        : rune.ToString();

    /// <summary>The automaton: state 0 is where nothing of a string was read.</summary>
    private sealed class Automaton
    {
        private readonly List<Dictionary<Rune, int>> _next =
        [
            [],
        ];
        private readonly List<int> _fallback = [0];

        public List<State> States { get; } = [new State(false)];

        public List<Rune> Letters { get; } = [];

        public static Automaton Of(IReadOnlyList<string> strings)
        {
            if (strings.Sum(text => (long)text.Length) > MaxLength)
            {
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"The markers of the answer's form are longer than {MaxLength} characters together.",
                    "Use shorter markers."
                );
            }

            var automaton = new Automaton();
            foreach (var text in strings.Where(text => text.Length > 0))
            {
                automaton.AddText(text);
            }

            automaton.Link();
            return automaton;
        }

        public int Next(int state, Rune letter)
        {
            while (true)
            {
                if (_next[state].TryGetValue(letter, out var next))
                {
                    return next;
                }

                if (state == 0)
                {
                    return 0;
                }

                state = _fallback[state];
            }
        }

        private void AddText(string text)
        {
            var state = 0;
            foreach (var letter in text.EnumerateRunes())
            {
                if (!_next[state].TryGetValue(letter, out var next))
                {
                    next = States.Count;
                    States.Add(new State(false));
                    _next.Add([]);
                    _fallback.Add(0);
                    _next[state].Add(letter, next);
                    if (!Letters.Contains(letter))
                    {
                        Letters.Add(letter);
                    }
                }

                state = next;
            }

            States[state] = new State(true);
        }

        // Breadth first, so that the state a fallback leads to is linked before the states that fall back through it.
        private void Link()
        {
            var waiting = new Queue<int>(_next[0].Values);
            while (waiting.TryDequeue(out var state))
            {
                foreach (var (letter, next) in _next[state])
                {
                    _fallback[next] = Next(_fallback[state], letter);
                    States[next] = new State(States[next].IsFound || States[_fallback[next]].IsFound);
                    waiting.Enqueue(next);
                }
            }
        }

        public readonly record struct State(bool IsFound);
    }
}
