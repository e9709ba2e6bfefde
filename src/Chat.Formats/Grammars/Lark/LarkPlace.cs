using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Lark;

/// <summary>A place in a Lark grammar's text.</summary>
/// <param name="Line">The line; the first is 1.</param>
/// <param name="Column">The column in UTF-16 units; the first is 1.</param>
internal readonly record struct LarkPlace(int Line, int Column)
{
    /// <summary>The error for something at this place.</summary>
    /// <param name="what">What is wrong, as a clause after "the Lark grammar".</param>
    /// <param name="advice">One sentence: what to do.</param>
    public ChatException Error(string what, string advice) =>
        new(ChatErrorKind.InvalidRequest, $"The Lark grammar {what} at line {Line}, column {Column}.", advice);

    /// <summary>The error for what Lark has elsewhere, but not here.</summary>
    /// <param name="construct">Its name with its article.</param>
    public ChatException Unsupported(string construct) =>
        new(
            ChatErrorKind.InvalidRequest,
            $"The Lark grammar has {construct} at line {Line}, column {Column}, which is not supported.",
            "Write the grammar without it."
        );
}
