using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Lark;

/// <summary>The words of a grammar: what its terminals, strings and regular expressions match, each counted once.</summary>
internal sealed class LarkTokens
{
    /// <summary>The most words.</summary>
    public const int MaxTokens = 2_000;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Gathers the words of rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <exception cref="ChatException">There are too many.</exception>
    public LarkTokens(IReadOnlyDictionary<string, LarkNode> rules)
    {
        foreach (var node in rules.Values)
        {
            Gather(node);
        }
    }

    /// <summary>The words by their numbers.</summary>
    public List<LarkPattern> All { get; } = [];

    /// <summary>A word's number.</summary>
    /// <param name="pattern">The word.</param>
    public int this[LarkPattern pattern] => _numbers[pattern.Key];

    private void Gather(LarkNode node)
    {
        switch (node)
        {
            case LarkPattern pattern when _numbers.TryAdd(pattern.Key, All.Count):
                All.Add(pattern);
                if (All.Count > MaxTokens)
                {
                    throw pattern.Place.Error($"has more than {MaxTokens} terminals and strings", "Use fewer.");
                }

                break;
            case LarkRepeat repeat:
                Gather(repeat.Part);
                break;
            case LarkChoice choice:
                foreach (var part in choice.Parts)
                {
                    Gather(part);
                }

                break;
            case LarkSequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Gather(part);
                }

                break;
        }
    }
}
