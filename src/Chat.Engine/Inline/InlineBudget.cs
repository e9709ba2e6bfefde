namespace Chat.Engine.Inline;

/// <summary>How many tokens the parts of an inline prompt may have.</summary>
/// <param name="Prefix">The text before the cursor, its line included.</param>
/// <param name="Suffix">The text after the cursor.</param>
/// <param name="Context">Text of other places.</param>
internal readonly record struct InlineBudget(int Prefix, int Suffix, int Context)
{
    /// <summary>
    /// The most tokens of a prompt: more helps little, and a first prompt must be computed in about a second on a few cores.
    /// </summary>
    public const int MostTokens = 2048;

    /// <summary>The fewest tokens of a prompt that are worth a try.</summary>
    public const int FewestTokens = 32;

    // For the markers, and for names of files, which no part counts.
    private const int Markers = 32;

    /// <summary>Shares out the room of a context window: half to the prefix, an eighth to the suffix, a quarter to the context.</summary>
    /// <param name="contextLength">The context window, in tokens.</param>
    /// <param name="maxTokens">The tokens to generate, which must fit too.</param>
    /// <returns>Null when there is too little room.</returns>
    public static InlineBudget? For(int contextLength, int maxTokens)
    {
        var room = Math.Min(contextLength - maxTokens - Markers, MostTokens);
        return room < FewestTokens ? null : new InlineBudget(room / 2, room / 8, room / 4);
    }

    /// <summary>Half of each.</summary>
    public InlineBudget Half() => new(Prefix / 2, Suffix / 2, Context / 2);
}
