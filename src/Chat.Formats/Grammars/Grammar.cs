using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars;

/// <summary>
/// A compiled grammar: which texts and tokens may follow which. Used by any number of threads at once, which share what was found out
/// so far: that is read without a lock and added to under one. What is remembered takes at most about <see cref="MaxCacheBytes"/>,
/// once more while texts still hold on to what was forgotten.
/// </summary>
internal sealed class Grammar
{
    /// <summary>About how many bytes a grammar may remember of states and masks.</summary>
    public const long MaxCacheBytes = 64L * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly long _maxCacheBytes;
    private readonly byte[] _kinds;
    private readonly byte[] _samples;
    private readonly GrammarClosure _closure;
    private GrammarCache _cache;

    private Grammar(GrammarProgram program, long maxCacheBytes)
    {
        Program = program;
        _maxCacheBytes = maxCacheBytes;
        _kinds = program.Characters.Kinds();
        Kinds = _kinds[^1] + 1;
        _samples = new byte[Kinds];
        for (var value = 255; value >= 0; value--)
        {
            _samples[_kinds[value]] = (byte)value;
        }

        Dead = new GrammarState(null, [], Kinds);
        Array.Fill(Dead.Next, Dead);
        _closure = new GrammarClosure(program);
        _cache = new GrammarCache(this, maxCacheBytes);
        Start = _cache.Start(_closure);
    }

    /// <summary>The steps of the grammar.</summary>
    public GrammarProgram Program { get; }

    /// <summary>How many kinds of bytes the grammar tells apart.</summary>
    public int Kinds { get; }

    /// <summary>The state of a text that does not fit.</summary>
    public GrammarState Dead { get; }

    /// <summary>The state before a text.</summary>
    public GrammarState Start { get; private set; }

    /// <summary>About how many steps were followed since the beginning, for all texts.</summary>
    public long Work => _closure.Work;

    /// <summary>Counts steps that what remembers states took; asked for under the lock.</summary>
    /// <param name="steps">How many.</param>
    public void CountWork(long steps) => _closure.Count(steps);

    /// <summary>Each byte's kind.</summary>
    public ReadOnlySpan<byte> KindOf => _kinds;

    /// <summary>Compiles a grammar.</summary>
    /// <param name="gbnf">Its text, in llama.cpp's notation; the rule <c>root</c> is what a whole text follows.</param>
    /// <param name="maxCacheBytes">About how many bytes it may remember.</param>
    /// <exception cref="ChatException">
    /// The text is not GBNF, is too long or too deep, names a rule that it lacks, has a rule that begins with itself, or begins in too many
    /// ways: kind <see cref="ChatErrorKind.InvalidRequest"/>, with line and column where there is a place.
    /// </exception>
    public static Grammar Parse(string gbnf, long maxCacheBytes = MaxCacheBytes) =>
        Compile(GbnfGrammar.Parse(gbnf), maxCacheBytes);

    /// <summary>Compiles a grammar that was read before.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="maxCacheBytes">About how many bytes it may remember.</param>
    /// <exception cref="ChatException">It has a rule that begins with itself, or begins in too many ways: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static Grammar Compile(GbnfGrammar grammar, long maxCacheBytes = MaxCacheBytes) =>
        new(GrammarCompiler.Compile(grammar), maxCacheBytes);

    /// <summary>The state behind a text.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="bytes">The text in UTF-8, which may begin and end inside a character.</param>
    /// <returns><see cref="Dead"/> when it does not fit.</returns>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public GrammarState Move(GrammarState state, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            state = state.Next[_kinds[value]] ?? Move(state, _kinds[value]);
            if (state == Dead)
            {
                break;
            }
        }

        return state;
    }

    /// <summary>The state behind a byte of a kind, where nobody has asked yet.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public GrammarState Move(GrammarState state, int kind)
    {
        lock (_lock)
        {
            if (state.Next[kind] is { } known)
            {
                return known;
            }

            var cache = Current();
            var home = cache.Import(state);
            var next = home.Next[kind] ??= cache.Move(home, _samples[kind], _closure);
            return next;
        }
    }

    /// <summary>The state behind a whole token.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="token">The token's number.</param>
    /// <param name="bytes">The token's text; empty for a control token.</param>
    /// <returns><see cref="Dead"/> when it does not fit.</returns>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public GrammarState MoveToken(GrammarState state, int token, ReadOnlySpan<byte> bytes)
    {
        var behindText = bytes.IsEmpty ? Dead : Move(state, bytes);
        if (!state.AsksForTokens)
        {
            return behindText;
        }

        lock (_lock)
        {
            var cache = Current();
            return cache.MoveToken(cache.Import(state), token, bytes, cache.Import(behindText), _closure);
        }
    }

    /// <summary>The same state where it is remembered, when what it was remembered with is forgotten.</summary>
    /// <param name="state">The state.</param>
    public GrammarState Refresh(GrammarState state)
    {
        if (state.Home == Volatile.Read(ref _cache))
        {
            return state;
        }

        lock (_lock)
        {
            return Current().Import(state);
        }
    }

    /// <summary>The state that stands for another in masks.</summary>
    /// <param name="state">The state.</param>
    /// <param name="longest">The length of the longest token, in bytes.</param>
    public GrammarState Round(GrammarState state, int longest)
    {
        if (Program.Loops.Length == 0 || state == Dead)
        {
            return state;
        }

        if (state.Rounded is { } known && known.Longest == longest)
        {
            return known.State;
        }

        lock (_lock)
        {
            var cache = Current();
            var home = cache.Import(state);
            home.Rounded = new RoundedState(longest, cache.Round(home, longest));
            return home.Rounded.State;
        }
    }

    /// <summary>The tokens that are asked for as a whole.</summary>
    /// <param name="state">Where the text is.</param>
    public IEnumerable<GrammarToken> TokensAskedFor(GrammarState state)
    {
        if (!state.AsksForTokens)
        {
            yield break;
        }

        for (var index = 0; index < state.Places.Length; index++)
        {
            var number = (int)(state.Places[index] >> 32);
            if (number >= 0 && Program.Steps[number] is { Operation: GrammarOperation.Token } step)
            {
                yield return Program.Tokens[step.A];
            }
        }
    }

    /// <summary>How many bytes make a text whole at least; a whole token that is asked for counts as one.</summary>
    /// <param name="state">Where the text is.</param>
    /// <returns><see cref="StepEndings.None"/> when nothing does, or it takes more than <see cref="StepEndings.MaxBytes"/>.</returns>
    public int LeastEnding(GrammarState state)
    {
        if (state.Least >= 0 || state.Home is null)
        {
            return state.Home is null ? StepEndings.None : state.Least;
        }

        lock (_lock)
        {
            return state.Least = state.Home.Endings.Least(state);
        }
    }

    /// <summary>The shortest text that makes a text whole.</summary>
    /// <param name="state">Where the text is.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <returns>Bytes, and below 0 the complement of a whole token of the program; null as <see cref="GrammarEndings.Shortest"/> says.</returns>
    public int[]? ShortestEnding(GrammarState state, int most = StepEndings.MaxBytes)
    {
        lock (_lock)
        {
            return state.Home?.Endings.Shortest(state, most);
        }
    }

    /// <summary>Counts a mask that a state remembers.</summary>
    /// <param name="bytes">Its size.</param>
    public void CountMask(long bytes)
    {
        lock (_lock)
        {
            _cache.Count(bytes);
        }
    }

    /// <summary>
    /// What remembers new states. States of two caches never point at each other, so that a full one is freed with the last text that is
    /// still at one of its states.
    /// </summary>
    private GrammarCache Current()
    {
        if (_cache.IsFull)
        {
            _cache = new GrammarCache(this, _maxCacheBytes);
            Start = _cache.Start(_closure);
        }

        return _cache;
    }
}
