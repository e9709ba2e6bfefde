namespace Chat.Formats.Jinja.Lexing;

/// <summary>The kinds of tokens.</summary>
internal enum JinjaTokenKind
{
    /// <summary>The end of the template.</summary>
    End,

    /// <summary>Text that is written as it is.</summary>
    Text,

    /// <summary>The start of an expression to be written.</summary>
    OutputStart,

    /// <summary>The end of an expression to be written.</summary>
    OutputEnd,

    /// <summary>The start of a statement.</summary>
    BlockStart,

    /// <summary>The end of a statement.</summary>
    BlockEnd,

    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>A string; its text is the value.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or exponent.</summary>
    Float,

    /// <summary>An operator or bracket.</summary>
    Operator,
}
