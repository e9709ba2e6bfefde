using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Regex;

/// <summary>A pattern as steps, after Thompson: counts are written out, up to a bound.</summary>
internal sealed class RegexProgram
{
    /// <summary>The most steps.</summary>
    public const int MaxSteps = 50_000;

    private readonly List<RegexInstruction> _steps = [];

    private RegexProgram() { }

    /// <summary>Makes the steps of a pattern; the first is 0.</summary>
    /// <param name="node">The pattern.</param>
    /// <exception cref="ChatException">It needs more than <see cref="MaxSteps"/>.</exception>
    public static RegexInstruction[] Compile(RegexNode node)
    {
        var program = new RegexProgram();
        program.Add(node);
        program.Emit(new RegexInstruction(RegexInstructionKind.Match));
        return [.. program._steps];
    }

    private void Add(RegexNode node)
    {
        switch (node)
        {
            case RegexSet set:
                Emit(new RegexInstruction(RegexInstructionKind.Take, set.Characters));
                break;
            case RegexAssertion assertion:
                Emit(new RegexInstruction(RegexInstructionKind.Assert, Assertion: assertion.Kind));
                break;
            case RegexSequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Add(part);
                }

                break;
            case RegexChoice choice:
                Choice(choice);
                break;
            case RegexRepeat repeat:
                Repeat(repeat);
                break;
        }
    }

    private void Choice(RegexChoice choice)
    {
        var jumps = new List<int>(choice.Parts.Count);
        for (var index = 0; index < choice.Parts.Count; index++)
        {
            if (index == choice.Parts.Count - 1)
            {
                Add(choice.Parts[index]);
                break;
            }

            var split = Emit(new RegexInstruction(RegexInstructionKind.Split));
            Add(choice.Parts[index]);
            jumps.Add(Emit(new RegexInstruction(RegexInstructionKind.Jump)));
            Aim(split);
        }

        jumps.ForEach(Aim);
    }

    private void Repeat(RegexRepeat repeat)
    {
        for (var time = 0; time < repeat.Least; time++)
        {
            Add(repeat.Part);
        }

        if (repeat.Most is not { } most)
        {
            var loop = Emit(new RegexInstruction(RegexInstructionKind.Split));
            Add(repeat.Part);
            Emit(new RegexInstruction(RegexInstructionKind.Jump, Target: loop));
            Aim(loop);
            return;
        }

        var splits = new List<int>();
        for (var time = repeat.Least; time < most; time++)
        {
            splits.Add(Emit(new RegexInstruction(RegexInstructionKind.Split)));
            Add(repeat.Part);
        }

        splits.ForEach(Aim);
    }

    private int Emit(RegexInstruction step)
    {
        if (_steps.Count >= MaxSteps)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The pattern needs more than {MaxSteps} steps to check a text, its counts written out.",
                "Use smaller counts in the regular expression."
            );
        }

        _steps.Add(step);
        return _steps.Count - 1;
    }

    // What splits or jumps there goes to the step that comes next.
    private void Aim(int step) => _steps[step] = _steps[step] with { Target = _steps.Count };
}
