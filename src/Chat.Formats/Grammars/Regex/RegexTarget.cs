namespace Chat.Formats.Grammars.Regex;

/// <summary>What kind of text a grammar made of a pattern describes.</summary>
internal enum RegexTarget
{
    /// <summary>
    /// The text itself, which the pattern matches from its first to its last character: the regular expression of a custom tool,
    /// in the syntax of Rust's regex crate (<see cref="RegexDialect.Rust"/>).
    /// </summary>
    Text,

    /// <summary>
    /// What stands between the quotes of a JSON string, of which the pattern matches some part as JSON Schema's <c>pattern</c> does
    /// (<see cref="RegexDialect.EcmaScript"/>): <c>^</c> and <c>$</c> tie it to the ends. Quotes, backslashes and controls are escapes.
    /// </summary>
    JsonString,
}
