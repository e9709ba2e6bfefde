using System.Globalization;

namespace Chat.Http.Batch;

/// <summary>The warnings of many requests, each told once: at most <see cref="MaxSentences"/> different ones; the rest are counted.</summary>
internal sealed class BatchWarnings
{
    /// <summary>The most different sentences that are kept.</summary>
    public const int MaxSentences = 100;

    private readonly OrderedDictionary<string, (string First, int Count)> _sentences = new(StringComparer.Ordinal);
    private int _others;

    /// <summary>Adds a warning.</summary>
    /// <param name="customId">The request that it is about.</param>
    /// <param name="sentence">What it says.</param>
    public void Add(string customId, string sentence)
    {
        if (_sentences.TryGetValue(sentence, out var known))
        {
            _sentences[sentence] = known with { Count = known.Count + 1 };
        }
        else if (_sentences.Count < MaxSentences)
        {
            _sentences.Add(sentence, (customId, 1));
        }
        else
        {
            _others++;
        }
    }

    /// <summary>The warnings, in the order in which they came up.</summary>
    public IReadOnlyList<string> ToSentences()
    {
        var told = _sentences.Select(entry => Told(entry.Key, entry.Value.First, entry.Value.Count));
        return
        [
            .. _others > 0
                ? told.Append(string.Create(CultureInfo.InvariantCulture, $"There are {_others} warnings more."))
                : told,
        ];
    }

    private static string Told(string sentence, string first, int count) =>
        count == 1
            ? $"The request \"{first}\": {sentence}"
            : string.Create(CultureInfo.InvariantCulture, $"{count} requests, \"{first}\" the first: {sentence}");
}
