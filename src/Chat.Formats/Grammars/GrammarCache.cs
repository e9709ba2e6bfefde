using System.Runtime.InteropServices;

namespace Chat.Formats.Grammars;

/// <summary>
/// The states of a grammar that were met so far, with their frames. Bounded: when it is full, a new one takes its place, and states are
/// carried over as they are used. Used by one thread at a time.
/// </summary>
/// <param name="grammar">The grammar.</param>
/// <param name="maxBytes">About how many bytes it may hold before it counts as full.</param>
internal sealed class GrammarCache(Grammar grammar, long maxBytes)
{
    private const int BytesPerFrame = 96;
    private const int BytesPerState = 160;

    private readonly GrammarFrames _frames = new(grammar.Program);
    private readonly Dictionary<long[], GrammarState> _states = new(PlacesComparer.Instance);
    private GrammarEndings? _endings;
    private long _bytes;

    /// <summary>True when a new one is due.</summary>
    public bool IsFull => _bytes + ((long)BytesPerFrame * _frames.Count) > maxBytes;

    /// <summary>Counts a mask that one of the states remembers.</summary>
    /// <param name="bytes">Its size.</param>
    public void Count(long bytes) => _bytes += bytes;

    /// <summary>How one of these states comes to its end.</summary>
    public GrammarEndings Endings => _endings ??= new GrammarEndings(grammar.Program, _frames);

    /// <summary>The state before a text.</summary>
    /// <param name="closure">What follows steps.</param>
    public GrammarState Start(GrammarClosure closure)
    {
        closure.Begin(_frames);
        closure.Add(grammar.Program.Entries[grammar.Program.Root], GrammarFrames.Bottom);
        return Intern(closure.End());
    }

    /// <summary>The state behind a byte.</summary>
    /// <param name="state">One of these states.</param>
    /// <param name="value">The byte.</param>
    /// <param name="closure">What follows steps.</param>
    public GrammarState Move(GrammarState state, byte value, GrammarClosure closure)
    {
        closure.Begin(_frames);
        var characters = grammar.Program.Characters;
        foreach (var place in state.Places)
        {
            var (number, frame) = ((int)(place >> 32), (int)place);
            if (number < 0)
            {
                var inside = characters.Move(~number, value);
                if (inside == Utf8Automaton.Done)
                {
                    closure.AddReturn(frame);
                }
                else if (inside >= 0)
                {
                    closure.Add(~inside, frame);
                }

                continue;
            }

            ref readonly var step = ref grammar.Program.Steps[number];
            if (step.Operation != GrammarOperation.Character)
            {
                continue;
            }

            var target = characters.Move(step.A, value);
            if (target == Utf8Automaton.Done)
            {
                closure.Add(step.B, frame);
            }
            else if (target >= 0)
            {
                closure.Add(~target, _frames.Push(frame, step.B));
            }
        }

        return Intern(closure.End());
    }

    /// <summary>The state behind a whole token.</summary>
    /// <param name="state">One of these states.</param>
    /// <param name="token">The token's number.</param>
    /// <param name="bytes">The token's text; empty for a control token.</param>
    /// <param name="behindText">The state behind the token's text, one of these; null when the text does not fit.</param>
    /// <param name="closure">What follows steps.</param>
    public GrammarState MoveToken(
        GrammarState state,
        int token,
        ReadOnlySpan<byte> bytes,
        GrammarState? behindText,
        GrammarClosure closure
    )
    {
        closure.Begin(_frames);
        foreach (var place in state.Places)
        {
            var (number, frame) = ((int)(place >> 32), (int)place);
            if (
                number >= 0
                && grammar.Program.Steps[number] is { Operation: GrammarOperation.Token } step
                && grammar.Program.Tokens[step.A].Matches(token, bytes)
            )
            {
                closure.Add(step.B, frame);
            }
        }

        if (behindText is not null)
        {
            foreach (var place in behindText.Places)
            {
                closure.Add((int)(place >> 32), (int)place);
            }

            if (behindText.IsWhole)
            {
                closure.AddReturn(GrammarFrames.Bottom);
            }
        }

        return Intern(closure.End());
    }

    /// <summary>The state here that is the same as one of another cache.</summary>
    /// <param name="state">A state of any cache.</param>
    public GrammarState Import(GrammarState state)
    {
        if (state.Home == this || state.Home is null)
        {
            return state;
        }

        return Translate(state, state.Home._frames, static (_, count) => count);
    }

    /// <summary>The state that stands for another in masks: each counter that no token can bring to its end is rounded.</summary>
    /// <param name="state">One of these states.</param>
    /// <param name="longest">The length of the longest token, in bytes.</param>
    public GrammarState Round(GrammarState state, int longest) =>
        Translate(
            state,
            _frames,
            (step, count) =>
            {
                var loop = grammar.Program.Loops[grammar.Program.Steps[step].A];
                return loop.Min - count > longest ? 0
                    : count > loop.Min && loop.Max - count > longest ? loop.Min
                    : count;
            }
        );

    private GrammarState Translate(GrammarState state, GrammarFrames from, Func<int, int, int> countOf)
    {
        var places = new long[state.All.Length];
        state.All.CopyTo(places);
        var known = new Dictionary<int, int> { [GrammarFrames.Bottom] = GrammarFrames.Bottom };
        var path = new Stack<int>();
        for (var index = 0; index < state.Places.Length; index++)
        {
            var frame = (int)places[index];
            while (!known.ContainsKey(frame))
            {
                path.Push(frame);
                frame = from[frame].Parent;
            }

            while (path.TryPop(out var inner))
            {
                var (_, step, count, _, _) = from[inner];
                var isLoop = grammar.Program.Steps[step].Operation == GrammarOperation.LoopStart;
                known[inner] = _frames.Push(known[from[inner].Parent], step, isLoop ? countOf(step, count) : count);
            }

            places[index] = GrammarState.Place((int)(places[index] >> 32), known[(int)places[index]]);
        }

        grammar.CountWork(places.Length + known.Count);
        Array.Sort(places);
        var distinct = places.AsSpan()[..Distinct(places)];
        return Intern(distinct);
    }

    private static int Distinct(long[] sorted)
    {
        var kept = 0;
        foreach (var place in sorted)
        {
            if (kept == 0 || sorted[kept - 1] != place)
            {
                sorted[kept++] = place;
            }
        }

        return kept;
    }

    private GrammarState Intern(ReadOnlySpan<long> places)
    {
        if (places.IsEmpty)
        {
            return grammar.Dead;
        }

        var lookup = _states.GetAlternateLookup<ReadOnlySpan<long>>();
        ref var state = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, places, out _);
        if (state is null)
        {
            var own = places.ToArray();
            state = new GrammarState(this, own, grammar.Kinds) { AsksForTokens = AsksForTokens(own) };
            _bytes += BytesPerState + (8L * (own.Length + grammar.Kinds));
        }

        return state;
    }

    private bool AsksForTokens(long[] places)
    {
        if (grammar.Program.Tokens.Length == 0)
        {
            return false;
        }

        foreach (var place in places)
        {
            var number = (int)(place >> 32);
            if (
                place != GrammarState.WholeText
                && number >= 0
                && grammar.Program.Steps[number].Operation == GrammarOperation.Token
            )
            {
                return true;
            }
        }

        return false;
    }
}
