using System.Net;

namespace Chat.Http.Failures;

/// <summary>Recognises a page where an API's answer should be.</summary>
internal static class HtmlPage
{
    /// <summary>Whether a text is a page. Its beginning decides, not the content type, which proxies get wrong.</summary>
    /// <param name="text">The text, without white space before it.</param>
    public static bool Is(string text) =>
        text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<head", StringComparison.OrdinalIgnoreCase)
        || (text[0] == '<' && text.Contains("<html", StringComparison.OrdinalIgnoreCase));

    /// <summary>The page's title; null when it has none.</summary>
    /// <param name="text">The page.</param>
    public static string? Title(string text)
    {
        var start = text.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        var open = start < 0 ? -1 : text.IndexOf('>', start);
        var close = open < 0 ? -1 : text.IndexOf("</title", open, StringComparison.OrdinalIgnoreCase);
        var title = close < 0 ? "" : WebUtility.HtmlDecode(text[(open + 1)..close]).Trim();
        return title.Length > 0 ? title : null;
    }
}
