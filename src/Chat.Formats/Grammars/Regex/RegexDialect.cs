namespace Chat.Formats.Grammars.Regex;

/// <summary>Whose regular expressions a pattern is read as, where readers differ.</summary>
internal enum RegexDialect
{
    /// <summary>
    /// ECMA-262 with the <c>u</c> flag, as JSON Schema asks for: <c>\d</c> and <c>\w</c> are ASCII, <c>.</c> is no line terminator.
    /// What only the older syntax allows (a lone brace, <c>\-</c>) is read as there.
    /// </summary>
    EcmaScript,

    /// <summary>Rust's regex crate: <c>\d</c>, <c>\w</c> and <c>\s</c> are Unicode's, <c>.</c> is all but a line feed, classes nest.</summary>
    Rust,
}
