namespace Chat.Formats.Jinja.Builtins;

/// <summary>How <c>tojson</c> writes.</summary>
/// <param name="Indent">What each level is indented by; null writes one line.</param>
/// <param name="ItemSeparator">What stands between items, before the line feed of an indented text.</param>
/// <param name="KeySeparator">What stands between a key and its value.</param>
/// <param name="IsAscii">Whether characters beyond ASCII are escaped.</param>
/// <param name="IsSorted">Whether members are sorted by their keys.</param>
internal sealed record JsonStyle(string? Indent, string ItemSeparator, string KeySeparator, bool IsAscii, bool IsSorted)
{
    /// <summary>One line, as Python's <c>json.dumps</c> writes it.</summary>
    public static JsonStyle Default { get; } = new(null, ", ", ": ", IsAscii: false, IsSorted: false);
}
