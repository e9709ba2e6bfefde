namespace Chat.Formats.Jinja.Lexing;

/// <summary>A token of a template.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text; for a string its value, for a number its digits without separators.</param>
/// <param name="Position">How many characters of the source stand before it.</param>
internal readonly record struct JinjaToken(JinjaTokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is a given name.</summary>
    /// <param name="name">The name.</param>
    public bool IsName(string name) =>
        Kind == JinjaTokenKind.Name && string.Equals(Text, name, StringComparison.Ordinal);

    /// <summary>Whether it is a given operator.</summary>
    /// <param name="text">The operator.</param>
    public bool IsOperator(string text) =>
        Kind == JinjaTokenKind.Operator && string.Equals(Text, text, StringComparison.Ordinal);

    /// <summary>The token for a message.</summary>
    public string Description =>
        Kind switch
        {
            JinjaTokenKind.End => "the end of the template",
            JinjaTokenKind.Text => "text",
            JinjaTokenKind.OutputEnd => "}}",
            JinjaTokenKind.BlockEnd => "%}",
            JinjaTokenKind.OutputStart => "{{",
            JinjaTokenKind.BlockStart => "{%",
            JinjaTokenKind.String => "a string",
            _ => $"\"{Text}\"",
        };
}
