namespace Chat.Engine.Inline;

/// <summary>
/// The tokens of a model that was trained to fill in the middle of a text. They come from the model's own file: llama.cpp takes them from
/// the keys <c>tokenizer.ggml.fim_*_token_id</c>, or knows them by their text.
/// </summary>
/// <param name="Prefix">Stands before the text before the gap.</param>
/// <param name="Suffix">Stands before the text after the gap.</param>
/// <param name="Middle">Stands before what fills the gap; null for a model that goes on behind the prefix, which then comes last.</param>
/// <param name="Repository">Stands before the name of the project; null when there is none.</param>
/// <param name="Separator">Stands before each file; null when there is none.</param>
/// <param name="Padding">Fills room in training; null when there is none.</param>
internal sealed record FillTokens(
    int Prefix,
    int Suffix,
    int? Middle = null,
    int? Repository = null,
    int? Separator = null,
    int? Padding = null
)
{
    /// <summary>All of them: none belongs into an answer, so each ends it.</summary>
    public IReadOnlyList<int> All =>
        [
            .. new int?[] { Prefix, Suffix, Middle, Repository, Separator, Padding }
                .OfType<int>()
                .Distinct(),
        ];

    /// <summary>The tokens of a vocabulary.</summary>
    /// <param name="read">Gives the tokens in the order of this record's parameters, each −1 or below where the model has none.</param>
    /// <param name="vocabularySize">How many tokens the vocabulary has; an id outside it counts as none.</param>
    /// <returns>Null when the model has no tokens for prefix and suffix, or llama.cpp is of a release that cannot tell.</returns>
    public static FillTokens? Find(Func<int[]> read, int vocabularySize)
    {
        int[] found;
        try
        {
            found = read();
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        var known = found.Select(token => token >= 0 && token < vocabularySize ? token : (int?)null).ToArray();
        return
            known is [{ } prefix, { } suffix, var middle, var repository, var separator, var padding]
            && prefix != suffix
            ? new FillTokens(prefix, suffix, middle, repository, separator, padding)
            : null;
    }
}
