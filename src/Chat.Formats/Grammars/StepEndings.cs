namespace Chat.Formats.Grammars;

/// <summary>
/// How each step of a grammar comes to the end of its rule, or of its round of a loop, with the least text. Steps are finished in the order
/// of their least text (Knuth's generalization of Dijkstra's algorithm to grammars), each asked about once for each that it waits for, so
/// that the time grows with the grammar and no faster.
/// </summary>
internal sealed class StepEndings
{
    /// <summary>The longest ending that is known, in bytes: one that takes more counts as none.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The length of an ending that is too long or that does not exist.</summary>
    public const int None = int.MaxValue;

    private readonly GrammarProgram _program;
    private readonly int[] _least;
    private readonly int[] _choices;

    // For each length the step that was found last, and for each step the one found before it.
    private readonly List<int> _last = [];
    private readonly int[] _before;

    private StepEndings(GrammarProgram program)
    {
        _program = program;
        _least = new int[program.Steps.Length];
        Array.Fill(_least, None);
        _choices = new int[program.Steps.Length];
        _before = new int[program.Steps.Length];
    }

    /// <summary>
    /// For each step the bytes that it takes at least to the end of its rule or round, a whole token counted as one; <see cref="None"/> where
    /// there is no end.
    /// </summary>
    public ReadOnlySpan<int> Least => _least;

    /// <summary>For each split that has an end the step to take.</summary>
    public ReadOnlySpan<int> Choices => _choices;

    /// <summary>Finds them.</summary>
    /// <param name="program">The steps.</param>
    public static StepEndings Find(GrammarProgram program)
    {
        var endings = new StepEndings(program);
        endings.Find();
        return endings;
    }

    /// <summary>Whether a step comes to the end of its rule or round without taking anything.</summary>
    /// <param name="step">The step.</param>
    public bool IsEmpty(int step) => _least[step] == 0;

    /// <summary>A sum of lengths.</summary>
    /// <param name="one">A length; <see cref="None"/> when there is none.</param>
    /// <param name="other">Another.</param>
    /// <param name="times">How many times the other counts.</param>
    /// <returns><see cref="None"/> when it is more than <see cref="MaxBytes"/>.</returns>
    public static int Sum(int one, int other, int times = 1)
    {
        var sum = one + ((long)other * times);
        return sum <= MaxBytes ? (int)sum : None;
    }

    private void Find()
    {
        var (starts, waiting) = Waiting(_program);
        for (var step = 0; step < _least.Length; step++)
        {
            if (_program.Steps[step].Operation is GrammarOperation.Return or GrammarOperation.LoopEnd)
            {
                Found(step, 0);
            }
        }

        for (var length = 0; length < _last.Count; length++)
        {
            // Steps of the same length may be found meanwhile.
            while (_last[length] is >= 0 and var step)
            {
                _last[length] = _before[step];
                foreach (var other in waiting.AsSpan(starts[step], starts[step + 1] - starts[step]))
                {
                    if (_least[other] == None && LengthOf(_program.Steps[other], step) is < None and var least)
                    {
                        _choices[other] = step;
                        Found(other, least);
                    }
                }
            }
        }
    }

    private void Found(int step, int least)
    {
        while (_last.Count <= least)
        {
            _last.Add(-1);
        }

        (_least[step], _before[step], _last[least]) = (least, _last[least], step);
    }

    /// <summary>The length from a step, when what it needs is known.</summary>
    /// <param name="step">The step.</param>
    /// <param name="found">What was found last of the steps that it waits for.</param>
    private int LengthOf(in GrammarStep step, int found) =>
        step.Operation switch
        {
            GrammarOperation.Split or GrammarOperation.Jump or GrammarOperation.LoopStart => _least[found],
            GrammarOperation.Character => Sum(_least[step.B], _program.Characters.LeastBytes(step.A)),
            GrammarOperation.Token => Sum(_least[step.B], 1),
            GrammarOperation.Call => Sum(_least[_program.Entries[step.A]], _least[step.B]),
            GrammarOperation.LoopEnter when _program.Loops[step.A].Min == 0 => _least[step.B],
            GrammarOperation.LoopEnter => Sum(
                _least[step.B],
                _least[_program.Loops[step.A].Body],
                _program.Loops[step.A].Min
            ),
            _ => None,
        };

    /// <summary>For each step those that ask about it, as runs in one array.</summary>
    private static (int[] Starts, int[] Waiting) Waiting(GrammarProgram program)
    {
        var starts = new int[program.Steps.Length + 1];
        ForEachQuestion(program, (_, asked) => starts[asked + 1]++);
        for (var step = 1; step < starts.Length; step++)
        {
            starts[step] += starts[step - 1];
        }

        var waiting = new int[starts[^1]];
        var filled = starts.ToArray();
        ForEachQuestion(program, (asking, asked) => waiting[filled[asked]++] = asking);
        return (starts, waiting);
    }

    private static void ForEachQuestion(GrammarProgram program, Action<int, int> question)
    {
        for (var number = 0; number < program.Steps.Length; number++)
        {
            ref readonly var step = ref program.Steps[number];
            switch (step.Operation)
            {
                case GrammarOperation.Split:
                    foreach (var target in program.TargetsOf(step))
                    {
                        question(number, target);
                    }

                    break;
                case GrammarOperation.Call:
                    question(number, program.Entries[step.A]);
                    question(number, step.B);
                    break;
                case GrammarOperation.Jump:
                    question(number, program.Entries[step.A]);
                    break;
                case GrammarOperation.LoopEnter:
                    question(number, program.Loops[step.A].Body);
                    question(number, step.B);
                    break;
                case GrammarOperation.LoopStart:
                case GrammarOperation.Character:
                case GrammarOperation.Token:
                    question(number, step.B);
                    break;
            }
        }
    }
}
