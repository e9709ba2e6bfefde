using Chat.Core.Errors;

namespace Chat.Formats.Grammars;

/// <summary>
/// Follows calls, splits, loops and returns until each place waits for a character or a token, and gathers those places.
/// Used again and again, by one thread at a time.
/// </summary>
/// <param name="program">The grammar.</param>
internal sealed class GrammarClosure(GrammarProgram program)
{
    /// <summary>The most steps followed at once: a grammar that is so ambiguous, or so wide, is an error.</summary>
    public const int MaxSteps = 50_000;

    private readonly List<long> _open = [];
    private readonly PlaceSet _seen = new();
    private readonly List<long> _places = [];
    private GrammarFrames _frames = new(program);
    private bool _isWhole;
    private bool _isLoose;

    /// <summary>How many steps were followed since the beginning.</summary>
    public long Work { get; private set; }

    /// <summary>Counts steps that were taken for the grammar elsewhere.</summary>
    /// <param name="steps">How many.</param>
    public void Count(long steps) => Work += steps;

    /// <summary>The error of a grammar that cannot be followed at a bounded cost.</summary>
    /// <param name="what">What is too much, without a capital and a full stop.</param>
    public static ChatException TooAmbiguous(string what) =>
        new(
            ChatErrorKind.InvalidRequest,
            $"The grammar is too ambiguous: {what}.",
            "Write the grammar or the schema so that a text can be read in fewer ways."
        );

    /// <summary>Begins a new set of places.</summary>
    /// <param name="frames">The frames of its stacks.</param>
    public void Begin(GrammarFrames frames)
    {
        _frames = frames;
        _open.Clear();
        _places.Clear();
        _seen.Clear();
        (_isWhole, _isLoose) = (false, false);
    }

    /// <summary>Adds what follows from a step.</summary>
    /// <param name="step">The step; the complement of a state inside a character stays as it is.</param>
    /// <param name="frame">Its stack; <see cref="GrammarFrames.TooDeep"/> adds nothing.</param>
    /// <exception cref="ChatException">There are too many steps: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public void Add(int step, int frame)
    {
        Visit(step, frame);
        while (_open.Count > 0)
        {
            var place = _open[^1];
            _open.RemoveAt(_open.Count - 1);
            Follow((int)(place >> 32), (int)place);
        }
    }

    /// <summary>Adds what follows once a call's rule has ended.</summary>
    /// <param name="frame">The stack with the call on top.</param>
    public void AddReturn(int frame) => Add(GrammarProgram.Return, frame);

    /// <summary>The places, sorted, with the mark of a whole text behind them.</summary>
    /// <returns>Good until the next use.</returns>
    public ReadOnlySpan<long> End()
    {
        if (_isLoose && _places.Count > 1)
        {
            Work += LoosePlaces.Reduce(_places, _frames);
        }

        _places.Sort();
        if (_isWhole)
        {
            _places.Add(GrammarState.WholeText);
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_places);
    }

    private void Visit(int step, int frame)
    {
        if (frame == GrammarFrames.TooDeep || !_seen.Add(GrammarState.Place(step, frame)))
        {
            return;
        }

        Work++;
        if (_seen.Count > MaxSteps)
        {
            throw TooAmbiguous($"at one point of the text there are more than {MaxSteps} ways to go on");
        }

        if (step < 0)
        {
            _places.Add(GrammarState.Place(step, frame));
        }
        else
        {
            _open.Add(GrammarState.Place(step, frame));
        }
    }

    private void Follow(int number, int frame)
    {
        ref readonly var step = ref program.Steps[number];
        switch (step.Operation)
        {
            case GrammarOperation.Character:
            case GrammarOperation.Token:
                _places.Add(GrammarState.Place(number, frame));
                _isLoose |= _frames.IsLoose(frame);
                break;
            case GrammarOperation.Return when frame == GrammarFrames.Bottom:
                _isWhole = true;
                break;
            case GrammarOperation.Return:
                Visit(_frames[frame].Step, _frames[frame].Parent);
                break;
            case GrammarOperation.Split:
                foreach (var target in program.TargetsOf(step))
                {
                    Visit(target, frame);
                }

                break;
            case GrammarOperation.Call:
                Visit(program.Entries[step.A], _frames.Push(frame, step.B));
                break;
            case GrammarOperation.Jump:
                Visit(program.Entries[step.A], frame);
                break;
            case GrammarOperation.LoopEnter:
                EnterLoop(program.Loops[step.A], frame);
                break;
            case GrammarOperation.LoopStart:
                Visit(step.B, frame);
                break;
            case GrammarOperation.LoopEnd:
                EndRound(program.Loops[step.A], frame);
                break;
        }
    }

    private void EnterLoop(in GrammarLoop loop, int frame)
    {
        Visit(loop.Start, _frames.Push(frame, loop.Start));
        if (loop.Min == 0)
        {
            Visit(loop.Next, frame);
        }
    }

    private void EndRound(in GrammarLoop loop, int frame)
    {
        // A round that began at this very point of the text may have taken nothing. It is of no use: its loop may end without it
        // and has one round more left. That a longer round ends here too is no loss for the same reason.
        if (loop.IsEmptyAllowed && _seen.Contains(GrammarState.Place(loop.Start, frame)))
        {
            return;
        }

        var (parent, count) = (_frames[frame].Parent, _frames[frame].Count + 1);
        if (count >= loop.Min)
        {
            Visit(loop.Next, parent);
        }

        if (loop.Max == Gbnf.GbnfRepetition.Unlimited)
        {
            Visit(loop.Start, _frames.Push(parent, loop.Start, Math.Min(count, loop.Min)));
        }
        else if (count < loop.Max)
        {
            Visit(loop.Start, _frames.Push(parent, loop.Start, count));
        }
    }
}
