namespace Chat.Formats.Tests.Upstream;

/// <summary>The kinds of tokens of C++ source that the tables of cases are read from.</summary>
internal enum CppTokenKind
{
    /// <summary>A string literal; neighbours are joined.</summary>
    String,

    /// <summary>A name, keyword or number.</summary>
    Word,

    /// <summary>One character of punctuation.</summary>
    Sign,

    /// <summary>The end of the source.</summary>
    End,
}
