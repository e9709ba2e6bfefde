namespace Chat.Formats.Grammars;

/// <summary>
/// Finds the steps from which the end of their rule, or of their round of a loop, is reached without taking anything.
/// One pass over the steps and one over what each waits for, so that its time grows with the grammar and no faster.
/// </summary>
internal static class EmptySteps
{
    /// <summary>Finds them.</summary>
    /// <param name="program">The steps.</param>
    /// <returns>For each step whether it is one.</returns>
    public static bool[] Find(GrammarProgram program)
    {
        var steps = program.Steps;
        var (starts, waiting) = Waiting(program);
        var isEmpty = new bool[steps.Length];
        var found = new Stack<int>();
        for (var step = 0; step < steps.Length; step++)
        {
            if (steps[step].Operation is GrammarOperation.Return or GrammarOperation.LoopEnd)
            {
                isEmpty[step] = true;
                found.Push(step);
            }
        }

        while (found.TryPop(out var step))
        {
            foreach (var other in waiting.AsSpan(starts[step], starts[step + 1] - starts[step]))
            {
                if (!isEmpty[other] && Holds(program, isEmpty, steps[other]))
                {
                    isEmpty[other] = true;
                    found.Push(other);
                }
            }
        }

        return isEmpty;
    }

    private static bool Holds(GrammarProgram program, bool[] isEmpty, in GrammarStep step) =>
        step.Operation switch
        {
            GrammarOperation.Split => true,
            GrammarOperation.Jump => true,
            GrammarOperation.LoopStart => true,
            GrammarOperation.Call => isEmpty[program.Entries[step.A]] && isEmpty[step.B],
            GrammarOperation.LoopEnter => isEmpty[step.B]
                && (program.Loops[step.A].Min == 0 || isEmpty[program.Loops[step.A].Body]),
            _ => false,
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
                    question(number, step.B);
                    break;
            }
        }
    }
}
