using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars;

/// <summary>Finds rules that come back to themselves before anything was taken: no text would ever get further.</summary>
internal static class LeftRecursion
{
    /// <summary>The most rules of a circle that the error names.</summary>
    private const int MostNamed = 5;

    private const int New = 0;
    private const int Open = 1;
    private const int Clean = 2;

    /// <summary>Checks all rules.</summary>
    /// <param name="grammar">The rules.</param>
    /// <param name="program">Their steps.</param>
    /// <param name="endings">How they end.</param>
    /// <exception cref="ChatException">A rule begins with itself, directly or through others: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static void Check(GbnfGrammar grammar, GrammarProgram program, StepEndings endings)
    {
        var first = FirstCalls(program, endings);
        var marks = new int[first.Length];
        var path = new Stack<(int Rule, int Next)>();
        for (var start = 0; start < first.Length; start++)
        {
            if (marks[start] != New)
            {
                continue;
            }

            marks[start] = Open;
            path.Push((start, 0));
            while (path.TryPop(out var at))
            {
                if (at.Next == first[at.Rule].Count)
                {
                    marks[at.Rule] = Clean;
                    continue;
                }

                var called = first[at.Rule][at.Next];
                path.Push((at.Rule, at.Next + 1));
                if (marks[called] == Open)
                {
                    throw Circle(grammar, path, called);
                }

                if (marks[called] == New)
                {
                    marks[called] = Open;
                    path.Push((called, 0));
                }
            }
        }
    }

    private static ChatException Circle(GbnfGrammar grammar, Stack<(int Rule, int Next)> path, int called)
    {
        var rules = path.Select(at => at.Rule).TakeWhile(rule => rule != called).Append(called).Reverse().ToList();
        var names = rules.Take(MostNamed).Select(rule => grammar.Rules[rule].Name).ToList();
        if (rules.Count > MostNamed)
        {
            names.Add("...");
        }

        names.Add(grammar.Rules[called].Name);
        return grammar.Error(
            $"a rule begins with itself, so that no text could follow it: {string.Join(" -> ", names)}",
            grammar.Rules[called].Position
        );
    }

    /// <summary>For each rule the rules that it may call before it takes anything.</summary>
    private static List<int>[] FirstCalls(GrammarProgram program, StepEndings endings)
    {
        var calls = new List<int>[program.Entries.Length];
        var seen = new int[program.Steps.Length];
        var listed = new int[program.Entries.Length];
        var open = new Stack<int>();
        for (var rule = 0; rule < calls.Length; rule++)
        {
            calls[rule] = [];
            open.Push(program.Entries[rule]);
            while (open.TryPop(out var number))
            {
                if (seen[number] == rule + 1)
                {
                    continue;
                }

                seen[number] = rule + 1;
                ref readonly var step = ref program.Steps[number];
                if (step.Operation is GrammarOperation.Call or GrammarOperation.Jump && listed[step.A] != rule + 1)
                {
                    listed[step.A] = rule + 1;
                    calls[rule].Add(step.A);
                }

                PushFollowing(program, endings, step, open);
            }
        }

        return calls;
    }

    private static void PushFollowing(GrammarProgram program, StepEndings endings, in GrammarStep step, Stack<int> open)
    {
        switch (step.Operation)
        {
            case GrammarOperation.Split:
                foreach (var target in program.TargetsOf(step))
                {
                    open.Push(target);
                }

                break;
            case GrammarOperation.Call when endings.IsEmpty(program.Entries[step.A]):
                open.Push(step.B);
                break;
            case GrammarOperation.LoopEnter:
                var loop = program.Loops[step.A];
                open.Push(loop.Body);
                if (loop.Min == 0)
                {
                    open.Push(step.B);
                }

                break;
        }
    }
}
