using Chat.Core.Errors;

namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>The errors that a schema is refused with: each names the place by its JSON pointer.</summary>
internal static class SchemaErrors
{
    /// <summary>A keyword has a value of the wrong type or range.</summary>
    /// <param name="pointer">The schema's place.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="expected">What it must be.</param>
    public static ChatException Wrong(string pointer, string keyword, string expected) =>
        Invalid($"The schema's {keyword} at {pointer} must be {expected}.", $"Make {keyword} {expected}.");

    /// <summary>No value fits the schema.</summary>
    /// <param name="pointer">The schema's place.</param>
    public static ChatException Contradiction(string pointer) =>
        Invalid(
            $"No finite value fits the schema at {pointer}: its keywords contradict each other, or it requires itself.",
            "Loosen one of the keywords, or make the property that refers back optional."
        );

    /// <summary>References lead back to where they began without reading a value.</summary>
    /// <param name="pointer">A schema on the way.</param>
    public static ChatException Cycle(string pointer) =>
        Invalid(
            $"The $ref at {pointer} refers back to itself without a value between.",
            "Put the reference below a property or an item, or remove it."
        );

    /// <summary>A reference leads nowhere.</summary>
    /// <param name="pointer">The schema that refers.</param>
    /// <param name="reference">The reference.</param>
    public static ChatException Unresolved(string pointer, string reference) =>
        Invalid(
            $"The $ref {Short(reference)} at {pointer} does not lead to a schema.",
            "Define what it refers to, under $defs of the same schema."
        );

    /// <summary>A reference leads out of the schema.</summary>
    /// <param name="pointer">The schema that refers.</param>
    /// <param name="reference">The reference.</param>
    public static ChatException Remote(string pointer, string reference) =>
        Invalid(
            $"The $ref {Short(reference)} at {pointer} refers to another document, which is never fetched.",
            "Copy what it refers to under $defs of the same schema."
        );

    /// <summary>A bound of this reader is passed.</summary>
    /// <param name="pointer">The schema's place.</param>
    /// <param name="what">What there is too much of.</param>
    public static ChatException TooMuch(string pointer, string what) =>
        Invalid($"The schema has {what}, at {Short(pointer)}.", "Use a smaller or flatter schema.");

    /// <summary>An error of the caller's schema.</summary>
    /// <param name="message">One sentence: what happened.</param>
    /// <param name="advice">One sentence: what to do.</param>
    public static ChatException Invalid(string message, string advice) =>
        new(ChatErrorKind.InvalidRequest, message, advice);

    /// <summary>A text cut to what fits in a message.</summary>
    /// <param name="text">The text.</param>
    public static string Short(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
