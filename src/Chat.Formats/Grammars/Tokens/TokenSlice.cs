using System.Buffers;
using System.Text;

namespace Chat.Formats.Grammars.Tokens;

/// <summary>
/// Tokens whose texts are whole characters of one set. A state that any of those characters leads back to allows all of them at once,
/// so that only the other tokens must be looked at: most states inside a string or a free text are such.
/// </summary>
internal sealed class TokenSlice
{
    private readonly bool[] _isMember = new bool[128];

    /// <summary>Finds the tokens of a slice.</summary>
    /// <param name="ascii">The characters of the set, all ASCII; every character beyond ASCII is in the set.</param>
    /// <param name="count">How many tokens there are.</param>
    /// <param name="sorted">The tokens that have a text, sorted by it.</param>
    /// <param name="textOf">A token's text.</param>
    public TokenSlice(
        IEnumerable<char> ascii,
        int count,
        ReadOnlySpan<int> sorted,
        Func<int, ReadOnlyMemory<byte>> textOf
    )
    {
        foreach (var character in ascii)
        {
            _isMember[character] = true;
        }

        Mask = new TokenMask(count);
        var others = new List<int>();
        foreach (var token in sorted)
        {
            if (IsMember(textOf(token).Span))
            {
                Mask.Add(token);
            }
            else
            {
                others.Add(token);
            }
        }

        Others = TokenTrie.Build(count, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(others), textOf);
    }

    /// <summary>The tokens of the slice.</summary>
    public TokenMask Mask { get; }

    /// <summary>All other tokens that have a text.</summary>
    public TokenTrie Others { get; }

    /// <summary>Whether every character of the set leads a state back to itself, so that it allows every token of the slice.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="state">The state, rounded.</param>
    /// <param name="longest">The length of the longest token, in bytes.</param>
    public bool IsAllowed(Grammar grammar, GrammarState state, int longest)
    {
        for (var value = 0; value < _isMember.Length; value++)
        {
            if (_isMember[value] && !LeadsBack(grammar, state, state, (byte)value, longest))
            {
                return false;
            }
        }

        return LeadBack(grammar, state, state, 0xC2, 0xDF, 1, longest)
            && LeadBack(grammar, state, state, 0xE0, 0xEF, 2, longest)
            && LeadBack(grammar, state, state, 0xF0, 0xF4, 3, longest);
    }

    private static bool LeadsBack(Grammar grammar, GrammarState start, GrammarState state, byte value, int longest)
    {
        var next = grammar.Move(state, [value]);
        return next == start || (next != grammar.Dead && grammar.Round(next, longest) == start);
    }

    /// <summary>Whether all well-formed characters that begin with these bytes lead back; each kind of bytes is tried once.</summary>
    private static bool LeadBack(
        Grammar grammar,
        GrammarState start,
        GrammarState state,
        int first,
        int last,
        int more,
        int longest
    )
    {
        var kind = -1;
        for (var value = first; value <= last; value++)
        {
            // The second byte of these four has less room than that of the others.
            var isNarrow = value is 0xE0 or 0xED or 0xF0 or 0xF4 && more > 1;
            if (kind == grammar.KindOf[value] && !isNarrow)
            {
                continue;
            }

            kind = isNarrow ? -1 : grammar.KindOf[value];
            if (more == 0)
            {
                if (!LeadsBack(grammar, start, state, (byte)value, longest))
                {
                    return false;
                }

                continue;
            }

            var next = grammar.Move(state, [(byte)value]);
            var (low, high) = value switch
            {
                0xE0 => (0xA0, 0xBF),
                0xED => (0x80, 0x9F),
                0xF0 => (0x90, 0xBF),
                0xF4 => (0x80, 0x8F),
                _ => (0x80, 0xBF),
            };
            if (next == grammar.Dead || !LeadBack(grammar, start, next, low, high, more - 1, longest))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsMember(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (
                Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.Done
                || (rune.IsAscii && !_isMember[rune.Value])
            )
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
