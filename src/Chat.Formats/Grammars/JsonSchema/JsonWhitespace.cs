namespace Chat.Formats.Grammars.JsonSchema;

/// <summary>The white space that a grammar allows between the parts of JSON. All of it is bounded, so that no model writes white space for ever.</summary>
internal enum JsonWhitespace
{
    /// <summary>At most one space after <c>:</c> and after <c>,</c>, as most models write on one line.</summary>
    Compact,

    /// <summary>None at all.</summary>
    None,

    /// <summary>
    /// After an opening bracket, <c>:</c> and <c>,</c> and before a closing bracket: nothing, one space, or a line feed and at most 20 spaces or tabs.
    /// </summary>
    Flexible,
}
