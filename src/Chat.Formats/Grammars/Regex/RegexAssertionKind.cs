namespace Chat.Formats.Grammars.Regex;

/// <summary>What an assertion asks of the place where it stands.</summary>
internal enum RegexAssertionKind
{
    /// <summary>The text begins here: <c>^</c> and <c>\A</c>.</summary>
    Start,

    /// <summary>The text ends here: <c>$</c> and <c>\z</c>.</summary>
    End,

    /// <summary>A word begins or ends here: <c>\b</c>.</summary>
    WordBoundary,

    /// <summary>No word begins or ends here: <c>\B</c>.</summary>
    NotWordBoundary,
}
