using System.Globalization;

namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>JSON pointers as fragments (RFC 6901): <c>#/properties/a~1b</c>.</summary>
internal static class JsonPointer
{
    /// <summary>The pointer to the whole document.</summary>
    public const string Root = "#";

    /// <summary>The pointer to a member.</summary>
    /// <param name="pointer">The pointer to the object.</param>
    /// <param name="name">The member's name.</param>
    public static string Member(string pointer, string name) =>
        string.Concat(
            pointer,
            "/",
            name.AsSpan().IndexOfAny('~', '/') < 0
                ? name
                : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        );

    /// <summary>The pointer to an element.</summary>
    /// <param name="pointer">The pointer to the array.</param>
    /// <param name="index">The element's place, from 0.</param>
    public static string Element(string pointer, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");

    /// <summary>A part of a pointer as the name that it stands for.</summary>
    /// <param name="part">The part.</param>
    public static string Unescape(string part) =>
        part.Contains('~', StringComparison.Ordinal)
            ? part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
            : part;
}
