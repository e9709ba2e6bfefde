using Chat.Core.Errors;
using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.Lark;

/// <summary>A word as the machine that reads it, to find what a reader that takes the longest word would still take.</summary>
internal sealed class LarkLexeme
{
    private readonly RegexInstruction[] _steps;
    private readonly Dictionary<int, (int[] Takes, bool IsMatch)> _closures = [];

    // The only text of the word; null when it has several.
    private readonly int[]? _only;

    /// <summary>Makes the machine.</summary>
    /// <param name="pattern">What the word matches.</param>
    /// <exception cref="ChatException">Its counts are too large.</exception>
    public LarkLexeme(RegexNode pattern)
    {
        _steps = RegexProgram.Compile(pattern);
        var takes = _steps[..^1];
        _only = takes.All(static step => step.Characters is { Count: 1 })
            ? [.. takes.Select(static step => step.Characters!.Ranges[0].First)]
            : null;
    }

    /// <summary>
    /// The characters by which a reader goes on when it has read this word: those that follow one of its texts in a text of the other word.
    /// </summary>
    /// <param name="other">The other word, or this one.</param>
    /// <param name="work">How many steps may still be looked at; it is lowered.</param>
    /// <returns>The characters; all of them when <paramref name="work"/> does not suffice.</returns>
    public CodePointSet Extensions(LarkLexeme other, ref int work)
    {
        if (_only is not null && other._only is not null)
        {
            return other._only.Length > _only.Length && other._only.AsSpan().StartsWith(_only)
                ? CodePointSet.Of(other._only[_only.Length])
                : CodePointSet.Empty;
        }

        var found = new List<CodePointSet>();
        var seen = new HashSet<(int, int)>();
        var open = new Stack<(int Mine, int Its)>();
        open.Push((0, 0));
        while (open.TryPop(out var at))
        {
            foreach (var mine in Closure(at.Mine).Takes)
            {
                foreach (var its in other.Closure(at.Its).Takes)
                {
                    if (--work < 0)
                    {
                        return CodePointSet.All;
                    }

                    if (!_steps[mine].Characters!.Overlaps(other._steps[its].Characters!) || !seen.Add((mine, its)))
                    {
                        continue;
                    }

                    if (Closure(mine + 1).IsMatch)
                    {
                        found.AddRange(other.Closure(its + 1).Takes.Select(next => other._steps[next].Characters!));
                    }

                    open.Push((mine + 1, its + 1));
                }
            }
        }

        return CodePointSet.Union(found.Distinct());
    }

    private (int[] Takes, bool IsMatch) Closure(int start)
    {
        if (_closures.TryGetValue(start, out var known))
        {
            return known;
        }

        var takes = new List<int>();
        var isMatch = false;
        var seen = new HashSet<int> { start };
        var open = new Stack<int>(seen);
        while (open.TryPop(out var index))
        {
            switch (_steps[index].Kind)
            {
                case RegexInstructionKind.Take:
                    takes.Add(index);
                    break;
                case RegexInstructionKind.Match:
                    isMatch = true;
                    break;
                case RegexInstructionKind.Split:
                    Push(_steps[index].Target);
                    Push(index + 1);
                    break;
                default:
                    Push(_steps[index].Target);
                    break;
            }
        }

        return _closures[start] = ([.. takes], isMatch);

        void Push(int step)
        {
            if (seen.Add(step))
            {
                open.Push(step);
            }
        }
    }
}
