using System.Runtime.InteropServices;
using System.Text;
using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars;

/// <summary>Compiles the rules of a grammar to steps, each piece from its end: a piece is told the step that comes behind it.</summary>
internal sealed class GrammarCompiler
{
    /// <summary>The longest repetition of a single character that is written out instead of counted: steps are cheaper than a counter.</summary>
    private const int MostWrittenOut = 8;

    private readonly GbnfGrammar _grammar;
    private readonly List<GrammarStep> _steps = [new(GrammarOperation.Return, 0, 0)];
    private readonly List<int> _targets = [];
    private readonly List<GrammarLoop> _loops = [];
    private readonly List<GrammarToken> _tokens = [];
    private readonly Utf8Automaton _characters = new();

    private GrammarCompiler(GbnfGrammar grammar) => _grammar = grammar;

    /// <summary>Compiles a grammar.</summary>
    /// <param name="grammar">The rules.</param>
    /// <exception cref="ChatException">A rule begins with itself: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static GrammarProgram Compile(GbnfGrammar grammar)
    {
        var compiler = new GrammarCompiler(grammar);
        var entries = new int[grammar.Rules.Count];
        for (var rule = 0; rule < entries.Length; rule++)
        {
            entries[rule] = compiler.Compile(grammar.Rules[rule].Body, GrammarProgram.Return);
        }

        var program = new GrammarProgram(
            [.. compiler._steps],
            [.. compiler._targets],
            entries,
            [.. compiler._loops],
            [.. compiler._tokens],
            compiler._characters,
            grammar.Root
        );
        var endings = StepEndings.Find(program);
        for (var loop = 0; loop < program.Loops.Length; loop++)
        {
            if (endings.IsEmpty(program.Loops[loop].Body))
            {
                program.Loops[loop] = program.Loops[loop] with { Min = 0, IsEmptyAllowed = true };
            }
        }

        LeftRecursion.Check(grammar, program, endings);
        return program with { Endings = endings };
    }

    private int Compile(GbnfNode node, int next)
    {
        switch (node)
        {
            case GbnfLiteral literal:
                var bytes = Encoding.UTF8.GetBytes(literal.Text);
                for (var index = bytes.Length - 1; index >= 0; index--)
                {
                    next = Add(GrammarOperation.Character, _characters.OfByte(bytes[index]), next);
                }

                return next;
            case GbnfClass set:
                return Add(GrammarOperation.Character, _characters.OfClass(set), next);
            case GbnfToken token:
                _tokens.Add(
                    new GrammarToken(
                        token.Id,
                        token.Text is { } text ? Encoding.UTF8.GetBytes(text) : null,
                        token.IsNegated
                    )
                );
                return Add(GrammarOperation.Token, _tokens.Count - 1, next);
            case GbnfReference reference:
                var rule = _grammar.Numbers[reference.Name];
                return Add(next == GrammarProgram.Return ? GrammarOperation.Jump : GrammarOperation.Call, rule, next);
            case GbnfSequence sequence:
                for (var index = sequence.Items.Count - 1; index >= 0; index--)
                {
                    next = Compile(sequence.Items[index], next);
                }

                return next;
            case GbnfAlternation alternation:
                return CompileAlternation(alternation, next);
            case GbnfRepetition repetition:
                return CompileRepetition(repetition, next);
            default:
                throw new InvalidOperationException("There is no such piece.");
        }
    }

    private int CompileAlternation(GbnfAlternation alternation, int next)
    {
        var literals = new List<byte[]>();
        var targets = new List<int>(alternation.Alternatives.Count);
        foreach (var alternative in alternation.Alternatives)
        {
            if (alternative is GbnfLiteral { Text.Length: > 0 } literal)
            {
                literals.Add(Encoding.UTF8.GetBytes(literal.Text));
            }
            else
            {
                targets.Add(Compile(alternative, next));
            }
        }

        if (literals.Count > 0)
        {
            targets.Add(CompileLiterals(literals, next));
        }

        return Join(targets);
    }

    /// <summary>Compiles literals to a tree, so that those which begin alike are one place of a text and not many.</summary>
    private int CompileLiterals(List<byte[]> literals, int next)
    {
        literals.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        var path = new Stack<(byte Value, List<int> Targets)>();
        path.Push((0, []));
        var before = Array.Empty<byte>();
        foreach (var literal in literals)
        {
            var common = literal.AsSpan().CommonPrefixLength(before);
            if (common == literal.Length && common == before.Length)
            {
                continue;
            }

            Close(common);
            foreach (var value in literal.AsSpan(common))
            {
                path.Push((value, []));
            }

            path.Peek().Targets.Add(next);
            before = literal;
        }

        Close(0);
        return Join(path.Pop().Targets);

        void Close(int depth)
        {
            while (path.Count > depth + 1)
            {
                var (value, targets) = path.Pop();
                path.Peek().Targets.Add(Add(GrammarOperation.Character, _characters.OfByte(value), Join(targets)));
            }
        }
    }

    private int Join(List<int> targets) => targets.Count == 1 ? targets[0] : Split(CollectionsMarshal.AsSpan(targets));

    private int CompileRepetition(GbnfRepetition repetition, int next)
    {
        var (item, min, max) = (repetition.Item, repetition.Min, repetition.Max);
        switch (min, max)
        {
            case (_, 0):
                return next;
            case (1, 1):
                return Compile(item, next);
            case (0, 1):
                return Split([Compile(item, next), next]);
            case (0 or 1, GbnfRepetition.Unlimited):
                var loop = Add(GrammarOperation.Split, 0, 0);
                var body = Compile(item, loop);
                _steps[loop] = SplitOf([body, next]);
                return min == 0 ? loop : body;
        }

        var isOne = item is GbnfClass or GbnfLiteral { Text.Length: 1 };
        if (isOne && max <= MostWrittenOut)
        {
            return CompileWrittenOut(item, min, max, next);
        }

        var number = _loops.Count;
        _loops.Add(default);
        var end = Add(GrammarOperation.LoopEnd, number, 0);
        var first = Compile(item, end);
        var start = Add(GrammarOperation.LoopStart, number, first);
        _loops[number] = new GrammarLoop(min, max, start, first, next, IsEmptyAllowed: false);
        return Add(GrammarOperation.LoopEnter, number, next);
    }

    private int CompileWrittenOut(GbnfNode item, int min, int max, int next)
    {
        var step = next;
        for (var index = max; index > 0; index--)
        {
            step = Compile(item, step);
            if (index > min)
            {
                step = Split([step, next]);
            }
        }

        return step;
    }

    private int Split(ReadOnlySpan<int> targets)
    {
        _steps.Add(SplitOf(targets));
        return _steps.Count - 1;
    }

    private GrammarStep SplitOf(ReadOnlySpan<int> targets)
    {
        _targets.AddRange(targets);
        return new GrammarStep(GrammarOperation.Split, _targets.Count - targets.Length, targets.Length);
    }

    private int Add(GrammarOperation operation, int a, int b)
    {
        _steps.Add(new GrammarStep(operation, a, b));
        return _steps.Count - 1;
    }
}
