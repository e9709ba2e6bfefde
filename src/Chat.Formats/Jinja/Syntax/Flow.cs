namespace Chat.Formats.Jinja.Syntax;

/// <summary>How a rendering goes on after a statement.</summary>
internal enum Flow
{
    /// <summary>With the next statement.</summary>
    Next,

    /// <summary>Behind the loop.</summary>
    Break,

    /// <summary>With the loop's next round.</summary>
    Continue,
}
