using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.Lark;

/// <summary>A string, a regular expression or a range of characters.</summary>
/// <param name="key">What is the same for two of the same meaning.</param>
/// <param name="pattern">What it matches; it has no assertions.</param>
/// <param name="place">Where it stands.</param>
internal sealed class LarkPattern(string key, RegexNode pattern, LarkPlace place) : LarkNode(place)
{
    /// <summary>What is the same for two of the same meaning.</summary>
    public string Key { get; } = key;

    /// <summary>What it matches.</summary>
    public RegexNode Pattern { get; } = pattern;
}
