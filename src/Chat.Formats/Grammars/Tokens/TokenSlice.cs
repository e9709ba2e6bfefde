using System.Buffers;
using System.Text;

namespace Chat.Formats.Grammars.Tokens;

/// <summary>
/// Tokens whose texts are whole characters of one set. A state that all of those characters keep allows all of them at once,
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

    /// <summary>Whether every character of the set leads to one state, and from there back to it, so that the first allows every token of the slice.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="state">The state, rounded.</param>
    /// <param name="longest">The length of the longest token, in bytes.</param>
    /// <param name="mostWork">The grammar's work at which it counts as not so.</param>
    public bool IsAllowed(Grammar grammar, GrammarState state, int longest, long mostWork)
    {
        var behind = grammar.Round(grammar.Move(state, [(byte)Array.IndexOf(_isMember, true)]), longest);
        return behind != grammar.Dead
            && AllLeadTo(grammar, state, behind, longest, mostWork)
            && (behind == state || AllLeadTo(grammar, behind, behind, longest, mostWork));
    }

    private bool AllLeadTo(Grammar grammar, GrammarState state, GrammarState target, int longest, long mostWork)
    {
        for (var value = 0; value < _isMember.Length; value++)
        {
            if (_isMember[value] && (grammar.Work > mostWork || !LeadsTo(grammar, state, target, (byte)value, longest)))
            {
                return false;
            }
        }

        return LeadTo(grammar, state, target, 0xC2, 0xDF, 1, longest, mostWork)
            && LeadTo(grammar, state, target, 0xE0, 0xEF, 2, longest, mostWork)
            && LeadTo(grammar, state, target, 0xF0, 0xF4, 3, longest, mostWork);
    }

    private static bool LeadsTo(Grammar grammar, GrammarState state, GrammarState target, byte value, int longest)
    {
        var next = grammar.Move(state, [value]);
        return next == target || (next != grammar.Dead && grammar.Round(next, longest) == target);
    }

    /// <summary>Whether all well-formed characters that begin with these bytes lead there; each kind of bytes is tried once.</summary>
    private static bool LeadTo(
        Grammar grammar,
        GrammarState state,
        GrammarState target,
        int first,
        int last,
        int more,
        int longest,
        long mostWork
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

            if (grammar.Work > mostWork)
            {
                return false;
            }

            kind = isNarrow ? -1 : grammar.KindOf[value];
            if (more == 0)
            {
                if (!LeadsTo(grammar, state, target, (byte)value, longest))
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
            if (next == grammar.Dead || !LeadTo(grammar, next, target, low, high, more - 1, longest, mostWork))
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
