namespace Chat.Formats.ToolCalls;

/// <summary>What an argument is by its schema, for forms of calls that do not show it.</summary>
internal enum ArgumentType
{
    /// <summary>The schema does not say, or allows strings and other values: what reads as JSON is JSON, all else a string.</summary>
    Unknown,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An object or an array.</summary>
    Structure,

    /// <summary>A number, a boolean or null.</summary>
    Scalar,
}
