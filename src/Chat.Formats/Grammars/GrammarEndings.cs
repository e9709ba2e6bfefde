namespace Chat.Formats.Grammars;

/// <summary>Finds the shortest text that makes a text whole, from any place of a grammar. Used by one thread at a time.</summary>
/// <param name="program">The grammar.</param>
/// <param name="frames">The frames of the places' stacks.</param>
internal sealed class GrammarEndings(GrammarProgram program, GrammarFrames frames)
{
    /// <summary>The most steps to an ending: one that takes more counts as none. Those of the tests' grammars take a hundred times less.</summary>
    public const int MaxSteps = 100_000;

    // What the end of each frame takes; those of the frames around a frame are there before its own.
    private readonly Dictionary<int, int> _least = new() { [GrammarFrames.Bottom] = 0 };
    private readonly Stack<int> _path = [];

    /// <summary>How many bytes make a text whole at least; a whole token counts as one.</summary>
    /// <param name="state">Where the text is.</param>
    /// <returns><see cref="StepEndings.None"/> when nothing does, or it takes more than <see cref="StepEndings.MaxBytes"/>.</returns>
    public int Least(GrammarState state)
    {
        if (state.IsWhole)
        {
            return 0;
        }

        var least = StepEndings.None;
        foreach (var place in state.Places)
        {
            least = Math.Min(least, Least(place));
        }

        return least;
    }

    /// <summary>The shortest text that makes a text whole.</summary>
    /// <param name="state">Where the text is.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <returns>
    /// Bytes, and below 0 the complement of a whole token that is asked for; null when there is none, it has more bytes, takes more than
    /// <see cref="MaxSteps"/>, or is nested deeper than a text may be.
    /// </returns>
    public int[]? Shortest(GrammarState state, int most)
    {
        if (state.IsWhole)
        {
            return [];
        }

        var (least, best) = (StepEndings.None, 0L);
        foreach (var place in state.Places)
        {
            if (Least(place) is var length && length < least)
            {
                (least, best) = (length, place);
            }
        }

        return least == StepEndings.None || least > most
            ? null
            : new Walk(program, frames, (int)best).From((int)(best >> 32));
    }

    private int Least(long place)
    {
        var step = (int)(place >> 32);
        var own = step < 0 ? program.Characters.LeastBytes(~step) : program.Endings.Least[step];
        return StepEndings.Sum(own, LeastOf((int)place));
    }

    private int LeastOf(int frame)
    {
        while (!_least.ContainsKey(frame))
        {
            _path.Push(frame);
            frame = frames[frame].Parent;
        }

        var least = _least[frame];
        while (_path.TryPop(out frame))
        {
            _least[frame] = least = StepEndings.Sum(least, OwnLeast(frames[frame]));
        }

        return least;
    }

    private int OwnLeast(in GrammarFrame frame)
    {
        var least = program.Endings.Least;
        ref readonly var step = ref program.Steps[frame.Step];
        if (step.Operation != GrammarOperation.LoopStart)
        {
            return least[frame.Step];
        }

        var loop = program.Loops[step.A];
        return StepEndings.Sum(least[loop.Next], least[loop.Body], loop.RoundsBehind(frame.Count));
    }

    /// <summary>Writes the shortest text from one place.</summary>
    private sealed class Walk(GrammarProgram program, GrammarFrames frames, int bottom)
    {
        private readonly List<int> _text = [];

        // The calls and loops that were begun on the way, above those of the place: the step behind a call and, below 0, the
        // complement of a loop with the rounds that it still needs behind this one.
        private readonly Stack<(int Step, int Rounds)> _open = [];
        private int _frame = bottom;

        public int[]? From(int step)
        {
            if (step < 0)
            {
                program.Characters.AddShortest(~step, _text);
                step = GrammarProgram.Return;
            }

            for (var count = 0; count < MaxSteps; count++)
            {
                // What takes nothing is left at once: empty rules may call each other very often.
                if (!program.Endings.IsEmpty(step))
                {
                    Enter(ref step);
                }
                else if (!TryLeave(ref step))
                {
                    return [.. _text];
                }

                if (_open.Count + frames[_frame].Depth >= GrammarFrames.MaxDepth - 1)
                {
                    break;
                }
            }

            return null;
        }

        private void Enter(ref int number)
        {
            ref readonly var step = ref program.Steps[number];
            switch (step.Operation)
            {
                case GrammarOperation.Character:
                    program.Characters.AddShortest(step.A, _text);
                    number = step.B;
                    break;
                case GrammarOperation.Token:
                    _text.Add(~step.A);
                    number = step.B;
                    break;
                case GrammarOperation.Split:
                    number = program.Endings.Choices[number];
                    break;
                case GrammarOperation.Call:
                    _open.Push((step.B, 0));
                    number = program.Entries[step.A];
                    break;
                case GrammarOperation.Jump:
                    number = program.Entries[step.A];
                    break;
                case GrammarOperation.LoopEnter:
                    number = Round(step.A, program.Loops[step.A].Min);
                    break;
                default:
                    number = step.B;
                    break;
            }
        }

        /// <summary>Ends a rule or a round.</summary>
        private bool TryLeave(ref int number)
        {
            if (_open.TryPop(out var open))
            {
                number = open.Step < 0 ? Round(~open.Step, open.Rounds) : open.Step;
                return true;
            }

            if (_frame == GrammarFrames.Bottom)
            {
                return false;
            }

            ref readonly var frame = ref frames[_frame];
            ref readonly var step = ref program.Steps[frame.Step];
            number =
                step.Operation == GrammarOperation.LoopStart
                    ? Round(step.A, program.Loops[step.A].RoundsBehind(frame.Count))
                    : frame.Step;
            _frame = frame.Parent;
            return true;
        }

        /// <summary>The step that begins the next of the rounds that a loop still needs, or the one behind the loop.</summary>
        private int Round(int loop, int rounds)
        {
            if (rounds == 0)
            {
                return program.Loops[loop].Next;
            }

            _open.Push((~loop, rounds - 1));
            return program.Loops[loop].Body;
        }
    }
}
