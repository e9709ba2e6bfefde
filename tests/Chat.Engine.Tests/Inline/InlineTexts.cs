using Chat.Engine.Inline;

namespace Chat.Engine.Tests.Inline;

/// <summary>Requests for tests: a document with a bar where the cursor is.</summary>
internal static class InlineTexts
{
    /// <summary>A request at the bar of a document.</summary>
    public static InlineRequest At(string document, params InlineFile[] context)
    {
        var cursor = document.IndexOf('|', StringComparison.Ordinal);
        var line = document.LastIndexOf('\n', Math.Max(0, cursor - 1), Math.Max(0, cursor)) + 1;
        return new InlineRequest
        {
            Document = "file:///home/me/shop/src/cart.cs",
            Prefix = document[..line],
            LinePrefix = document[line..cursor],
            Suffix = document[(cursor + 1)..],
            Context = context,
        };
    }

    /// <summary>The texts of a request at the bar of a document.</summary>
    public static InlineText Of(string document, params InlineFile[] context) => InlineText.Of(At(document, context));
}
