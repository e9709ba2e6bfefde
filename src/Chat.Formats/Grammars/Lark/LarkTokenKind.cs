namespace Chat.Formats.Grammars.Lark;

/// <summary>The kinds of words of a Lark grammar's text.</summary>
internal enum LarkTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A name in lower case.</summary>
    Rule,

    /// <summary>A name in upper case.</summary>
    Terminal,

    /// <summary>A string, its escapes resolved; <see cref="LarkToken.Flags"/> holds what follows it.</summary>
    String,

    /// <summary>A regular expression without its slashes; <see cref="LarkToken.Flags"/> holds what follows it.</summary>
    Regex,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A percent sign and a word.</summary>
    Directive,

    /// <summary>A mark: one character, or one of <c>..</c> and <c>-&gt;</c>.</summary>
    Mark,
}
