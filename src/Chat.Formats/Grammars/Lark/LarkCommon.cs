using Chat.Formats.Grammars.Regex;

namespace Chat.Formats.Grammars.Lark;

/// <summary>The terminals that <c>%import common.NAME</c> brings, as regular expressions of the same language.</summary>
internal static class LarkCommon
{
    private const string Float = @"(?:\d+(?:[eE][+-]?\d+)|(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?)";

    private static readonly Dictionary<string, string> Patterns = new(StringComparer.Ordinal)
    {
        ["DIGIT"] = "[0-9]",
        ["HEXDIGIT"] = "[0-9a-fA-F]",
        ["INT"] = "[0-9]+",
        ["SIGNED_INT"] = "[+-]?[0-9]+",
        ["DECIMAL"] = @"[0-9]+\.[0-9]*|\.[0-9]+",
        ["FLOAT"] = Float,
        ["SIGNED_FLOAT"] = "[+-]?" + Float,
        ["NUMBER"] = Float + "|[0-9]+",
        ["SIGNED_NUMBER"] = "[+-]?(?:" + Float + "|[0-9]+)",
        ["ESCAPED_STRING"] = "\"(?:[^\"\\\\\\n]|\\\\.)*\"",
        ["LCASE_LETTER"] = "[a-z]",
        ["UCASE_LETTER"] = "[A-Z]",
        ["LETTER"] = "[a-zA-Z]",
        ["WORD"] = "[a-zA-Z]+",
        ["CNAME"] = "[_a-zA-Z][_a-zA-Z0-9]*",
        ["WS_INLINE"] = "[ \\t]+",
        ["WS"] = "[ \\t\\f\\r\\n]+",
        ["CR"] = "\\r",
        ["LF"] = "\\n",
        ["NEWLINE"] = "(?:\\r?\\n)+",
        ["SH_COMMENT"] = "#[^\\n]*",
        ["CPP_COMMENT"] = "//[^\\n]*",
        ["C_COMMENT"] = @"/\*(?:[^*]|\*+[^*/])*\*+/",
        ["SQL_COMMENT"] = "--[^\\n]*",
    };

    /// <summary>Finds a terminal.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="place">Where it is asked for.</param>
    /// <returns>The terminal; null when there is none of the name.</returns>
    public static LarkNode? Find(string name, LarkPlace place) =>
        Patterns.TryGetValue(name, out var pattern)
            ? new LarkPattern(
                "common." + name,
                RegexParser.Parse(pattern.Replace(@"\d", "[0-9]", StringComparison.Ordinal), RegexDialect.Rust),
                place
            )
            : null;
}
