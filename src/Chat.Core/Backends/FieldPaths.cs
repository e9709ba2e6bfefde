using System.Collections.Frozen;

namespace Chat.Core.Backends;

/// <summary>How the keys of <see cref="CapabilityTable"/> nest.</summary>
internal static class FieldPaths
{
    private static readonly FrozenSet<string> Known = CapabilityTable
        .Rows.SelectMany(row => row.Parts.Prepend(row.Key))
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Above = Known.SelectMany(Ancestors).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Worded = Known
        .Where(key => key.Contains(':', StringComparison.Ordinal))
        .Select(WithoutWord)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when the table has the key, whatever its word.</summary>
    /// <param name="key">The key.</param>
    public static bool IsKnown(string key) => Known.Contains(key) || Known.Contains(WithoutWord(key));

    /// <summary>True when the table tells the fields beneath a path apart. What is beneath any other is the user's own or one whole.</summary>
    /// <param name="path">The path.</param>
    public static bool HasFields(string path) => Above.Contains(path);

    /// <summary>True when the table tells the values of a field apart.</summary>
    /// <param name="path">The field.</param>
    public static bool HasWords(string path) => Worded.Contains(path);

    /// <summary>A key without its <c>:word</c>.</summary>
    /// <param name="key">The key.</param>
    public static string WithoutWord(string key) =>
        key.IndexOf(':', StringComparison.Ordinal) is >= 0 and var word ? key[..word] : key;

    /// <summary>The paths round a key, the nearest first.</summary>
    /// <param name="key">The key.</param>
    public static IEnumerable<string> Ancestors(string key)
    {
        var length = EndOfParent(key);
        while (length > 0)
        {
            yield return key[..length];
            length = EndOfParent(key.AsSpan(0, length));
        }
    }

    private static int EndOfParent(ReadOnlySpan<char> key)
    {
        if (key.IndexOf(':') is >= 0 and var word)
        {
            return word;
        }

        return key.EndsWith("[]", StringComparison.Ordinal) ? key.Length - 2 : key.LastIndexOf('.');
    }
}
