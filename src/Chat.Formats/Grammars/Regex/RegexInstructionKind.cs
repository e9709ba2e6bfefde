namespace Chat.Formats.Grammars.Regex;

/// <summary>What a step of a <see cref="RegexProgram"/> does.</summary>
internal enum RegexInstructionKind
{
    /// <summary>Takes a character of a set and goes on with the next step.</summary>
    Take,

    /// <summary>Goes on with the next step and with another.</summary>
    Split,

    /// <summary>Goes on with another step.</summary>
    Jump,

    /// <summary>Goes on with the next step where the assertion holds.</summary>
    Assert,

    /// <summary>The pattern has matched.</summary>
    Match,
}
