using System.Runtime.CompilerServices;
using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Tokens;

/// <summary>Finds which tokens fit behind a text, and remembers it with the grammar's states.</summary>
internal static class TokenMasks
{
    /// <summary>
    /// The most steps of the grammar that may be followed for one mask: some ten milliseconds. With a vocabulary of 150,000 tokens, no mask of a set of
    /// 40 tools, or of llama.cpp's example grammars, takes more than 6,000. Steps that other threads take with the same grammar meanwhile count too.
    /// </summary>
    public const long MaxWork = 500_000;

    /// <summary>The tokens that fit.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="state">Where the text is.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <returns>A mask that must not be changed.</returns>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static TokenMask Of(Grammar grammar, GrammarState state, GrammarVocabulary vocabulary)
    {
        if (state.Mask is { } known && known.Vocabulary == vocabulary)
        {
            return known.Mask;
        }

        var mostWork = grammar.Work + MaxWork;
        // States that differ in counters which no token can bring to an end share one mask.
        var rounded = grammar.Round(grammar.Refresh(state), vocabulary.Longest);
        if (rounded.Mask is { } shared && shared.Vocabulary == vocabulary)
        {
            state.Mask = shared;
            return shared.Mask;
        }

        var mask = new TokenMask(vocabulary.Count);
        var slice = vocabulary.Slices.FirstOrDefault(slice =>
            slice.IsAllowed(grammar, rounded, vocabulary.Longest, mostWork)
        );
        if (slice is not null)
        {
            mask.CopyFrom(slice.Mask);
        }

        AddTexts(grammar, rounded, slice?.Others ?? vocabulary.Trie, mask, mostWork);
        if (rounded.AsksForTokens)
        {
            AddTokens(grammar, rounded, vocabulary, mask);
        }

        if (rounded.IsWhole)
        {
            mask.AddAll(vocabulary.EndTokens);
        }

        grammar.CountMask(mask.Words.Length * sizeof(ulong));
        rounded.Mask = state.Mask = new CachedMask(vocabulary, mask);
        return mask;
    }

    /// <summary>Whether a token fits.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="state">Where the text is.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="token">The token's number.</param>
    /// <exception cref="ChatException">The grammar is too ambiguous: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static bool Allows(Grammar grammar, GrammarState state, GrammarVocabulary vocabulary, int token)
    {
        if (vocabulary.IsEnd(token))
        {
            return state.IsWhole;
        }

        var text = vocabulary.TextOf(token);
        if (!text.IsEmpty && grammar.Move(state, text) != grammar.Dead)
        {
            return true;
        }

        foreach (var asked in grammar.TokensAskedFor(state))
        {
            if (asked.Matches(token, text))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTexts(Grammar grammar, GrammarState start, TokenTrie trie, TokenMask mask, long mostWork)
    {
        var states = new GrammarState[GrammarVocabulary.MaxTokenBytes + 1];
        states[0] = start;
        var nodes = trie.Nodes;
        var nextSame = trie.NextSame;
        var kinds = grammar.KindOf;
        var dead = grammar.Dead;
        for (var index = 0; index < nodes.Length; )
        {
            ref readonly var node = ref nodes[index];
            var state = states[node.Depth];
            var kind = kinds[node.Value];
            var next = state.Next[kind] ?? Move(grammar, state, kind, mostWork);
            if (next == dead)
            {
                index = node.Skip;
                continue;
            }

            states[node.Depth + 1] = next;
            for (var token = node.Token; token >= 0; token = nextSame[token])
            {
                mask.Add(token);
            }

            index++;
        }
    }

    private static GrammarState Move(Grammar grammar, GrammarState state, int kind, long mostWork) =>
        grammar.Work <= mostWork
            ? grammar.Move(state, kind)
            : throw GrammarClosure.TooAmbiguous($"to find the tokens that fit takes more than {MaxWork} steps");

    private static void AddTokens(Grammar grammar, GrammarState state, GrammarVocabulary vocabulary, TokenMask mask)
    {
        // What every "any other token" leaves out: all places together are one pass over the vocabulary.
        HashSet<int>? leftOut = null;
        foreach (var asked in grammar.TokensAskedFor(state))
        {
            var named = asked.Text is { } text ? vocabulary.Find(text) : [asked.Id];
            if (asked.IsNegated)
            {
                HashSet<int> own = [.. named];
                leftOut ??= own;
                leftOut.IntersectWith(own);
                continue;
            }

            foreach (var token in named)
            {
                if (token < vocabulary.Count && !vocabulary.IsEnd(token))
                {
                    mask.Add(token);
                }
            }
        }

        if (leftOut is null)
        {
            return;
        }

        var others = new TokenMask(vocabulary.Count);
        others.CopyFrom(vocabulary.TextTokens);
        foreach (var token in leftOut)
        {
            if (token < vocabulary.Count)
            {
                others.Remove(token);
            }
        }

        mask.AddAll(others);
    }
}
