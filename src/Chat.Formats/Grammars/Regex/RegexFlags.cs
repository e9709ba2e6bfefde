namespace Chat.Formats.Grammars.Regex;

/// <summary>Flags that change what a part of a pattern matches.</summary>
[Flags]
internal enum RegexFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>i</c>: upper and lower case are the same.</summary>
    IgnoreCase = 1,

    /// <summary><c>s</c>: <c>.</c> is any character, line ends too.</summary>
    DotAll = 2,
}
