namespace Chat.Formats.Grammars.Tokens;

/// <summary>Finds the tokens that make a text whole with the least text.</summary>
internal static class TokenEndings
{
    /// <summary>Whether a text can be made whole.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="state">Where the text is.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="most">The most tokens that may follow.</param>
    /// <returns>What <see cref="Shortest"/> finds, at less cost where each byte is a token and no whole tokens are asked for.</returns>
    public static bool CanEnd(Grammar grammar, GrammarState state, GrammarVocabulary vocabulary, int most)
    {
        var least = grammar.LeastEnding(state);
        return least == 0
            || (least <= most && vocabulary.HasAllBytes && grammar.Program.Tokens.Length == 0)
            || Shortest(grammar, state, vocabulary, most) is not null;
    }

    /// <summary>The tokens of the shortest text that makes a text whole, at each place the longest that the rest begins with.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="state">Where the text is.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="most">The most tokens it may take.</param>
    /// <returns>The tokens, none for a text that is whole; null when it takes more, when no token writes it, or there is no such text.</returns>
    public static int[]? Shortest(Grammar grammar, GrammarState state, GrammarVocabulary vocabulary, int most)
    {
        var mostBytes = (int)Math.Min(StepEndings.MaxBytes, (long)most * Math.Max(1, vocabulary.Longest));
        if (grammar.ShortestEnding(state, mostBytes) is not { } text)
        {
            return null;
        }

        var tokens = new List<int>();
        for (var index = 0; index < text.Length; )
        {
            var (token, length) =
                text[index] < 0
                    ? (TokenOf(grammar.Program.Tokens[~text[index]], vocabulary), 1)
                    : vocabulary.Trie.Longest(text.AsSpan(index));
            if (token < 0 || tokens.Count >= most)
            {
                return null;
            }

            tokens.Add(token);
            index += length;
        }

        return [.. tokens];
    }

    private static int TokenOf(GrammarToken asked, GrammarVocabulary vocabulary)
    {
        if (asked is { IsNegated: false, Text: null })
        {
            return asked.Id < vocabulary.Count && !vocabulary.IsEnd(asked.Id) ? asked.Id : -1;
        }

        if (!asked.IsNegated)
        {
            return vocabulary.Find(asked.Text) is [var named, ..] ? named : -1;
        }

        for (var token = 0; token < vocabulary.Count; token++)
        {
            if (asked.Matches(token, vocabulary.TextOf(token)))
            {
                return token;
            }
        }

        return -1;
    }
}
