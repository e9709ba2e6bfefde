using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Regex;

/// <summary>
/// Tells whether a text matches a pattern, all ways at once (Pike's simulation of Thompson's machine): the work is at most the text's
/// length times the pattern's steps, whatever the pattern. Safe for use by several threads at once.
/// </summary>
internal sealed class RegexMatcher
{
    /// <summary>The most steps that one check may take; well under a second of work.</summary>
    public const long MaxWork = 20_000_000;

    // Stands for what is before the first and after the last character.
    private const int Edge = -1;

    private readonly RegexInstruction[] _steps;
    private readonly CodePointSet _word;
    private readonly bool _isWhole;

    private RegexMatcher(RegexInstruction[] steps, CodePointSet word, bool isWhole)
    {
        _steps = steps;
        _word = word;
        _isWhole = isWhole;
    }

    /// <summary>How many steps the pattern has, its counts written out.</summary>
    public int Size => _steps.Length;

    /// <summary>Reads a pattern as JSON Schema's <c>pattern</c> is: ECMA-262, matching any part of the text that its anchors allow.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <exception cref="ChatException">
    /// It is no regular expression, or has what is not supported (lookaround, backreferences), or its counts are too large.
    /// Word boundaries are supported here, though no grammar can be made of them.
    /// </exception>
    public static RegexMatcher Parse(string pattern) => Parse(pattern, RegexTarget.JsonString);

    /// <summary>Reads a pattern as <see cref="RegexGrammar"/> does. The text that is then matched is always plain: no escapes of JSON.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="target">Whose syntax it has, and whether it is to match the whole text.</param>
    /// <exception cref="ChatException">As in <see cref="Parse(string)"/>.</exception>
    public static RegexMatcher Parse(string pattern, RegexTarget target)
    {
        var dialect = target == RegexTarget.Text ? RegexDialect.Rust : RegexDialect.EcmaScript;
        var steps = RegexProgram.Compile(RegexParser.Parse(pattern, dialect));
        return new RegexMatcher(steps, CharacterClasses.Word(dialect), target == RegexTarget.Text);
    }

    /// <summary>True when a text matches.</summary>
    /// <param name="text">The text; half a surrogate pair counts as U+FFFD.</param>
    /// <exception cref="ChatException">The check would take more than <see cref="MaxWork"/> steps.</exception>
    public bool IsMatch(string text) => IsMatch(text, out _);

    /// <summary>True when a text matches.</summary>
    /// <param name="text">The text; half a surrogate pair counts as U+FFFD.</param>
    /// <param name="work">How many steps the check took, the room that it needs counted: each takes some nanoseconds.</param>
    /// <exception cref="ChatException">The check would take more than <see cref="MaxWork"/> steps.</exception>
    public bool IsMatch(string text, out long work)
    {
        var run = new Run(_steps, _word);
        var matches = IsMatch(run, text);
        work = run.Work;
        return matches;
    }

    private bool IsMatch(Run run, string text)
    {
        var (previous, isFirst) = (Edge, true);
        var runes = text.EnumerateRunes();
        for (var more = runes.MoveNext(); ; more = runes.MoveNext())
        {
            var next = more ? runes.Current.Value : Edge;
            if (isFirst || !_isWhole)
            {
                run.Enter(0);
            }

            var matched = run.Follow(previous, next);
            if (matched && (!_isWhole || !more))
            {
                return true;
            }

            if (!more)
            {
                return false;
            }

            run.Take(next);
            (previous, isFirst) = (next, false);
        }
    }

    /// <summary>One check: the steps that are reached at a place of the text.</summary>
    private sealed class Run(RegexInstruction[] steps, CodePointSet word)
    {
        // A step is opened once at a place, so none of the lists can be longer than the program.
        private readonly int[] _seenAt = new int[steps.Length];
        private readonly int[] _open = new int[steps.Length];
        private readonly int[] _takes = new int[steps.Length];
        private readonly int[] _entries = new int[steps.Length + 1];
        private int _opens;
        private int _takeCount;
        private int _entryCount;
        private int _place;

        // Clearing the lists takes a quarter of what going through all of them takes.
        public long Work { get; private set; } = steps.Length / 4;

        public void Enter(int step) => _entries[_entryCount++] = step;

        // Goes from the entries to all steps that take characters. True when the pattern has matched.
        public bool Follow(int previous, int next)
        {
            _place++;
            _takeCount = 0;
            var matched = false;
            foreach (var entry in _entries.AsSpan(0, _entryCount))
            {
                Open(entry);
            }

            while (_opens > 0)
            {
                var index = _open[--_opens];
                ref readonly var step = ref steps[index];
                switch (step.Kind)
                {
                    case RegexInstructionKind.Take:
                        _takes[_takeCount++] = index;
                        break;
                    case RegexInstructionKind.Split:
                        Open(step.Target);
                        Open(index + 1);
                        break;
                    case RegexInstructionKind.Jump:
                        Open(step.Target);
                        break;
                    case RegexInstructionKind.Assert when Holds(step.Assertion, previous, next):
                        Open(index + 1);
                        break;
                    case RegexInstructionKind.Match:
                        matched = true;
                        break;
                }
            }

            return Work <= MaxWork
                ? matched
                : throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    "Checking the text against the pattern takes too long.",
                    "Use smaller counts in the regular expression, or shorter texts."
                );
        }

        public void Take(int character)
        {
            _entryCount = 0;
            foreach (var index in _takes.AsSpan(0, _takeCount))
            {
                if (steps[index].Characters!.Contains(character))
                {
                    Enter(index + 1);
                }
            }
        }

        private void Open(int step)
        {
            if (_seenAt[step] != _place)
            {
                _seenAt[step] = _place;
                _open[_opens++] = step;
                Work++;
            }
        }

        private bool Holds(RegexAssertionKind assertion, int previous, int next) =>
            assertion switch
            {
                RegexAssertionKind.Start => previous == Edge,
                RegexAssertionKind.End => next == Edge,
                RegexAssertionKind.WordBoundary => word.Contains(previous) != word.Contains(next),
                _ => word.Contains(previous) == word.Contains(next),
            };
    }
}
