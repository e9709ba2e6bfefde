namespace Chat.Formats.Tests.Upstream;

/// <summary>A token of C++ source.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text; of a string its value.</param>
internal readonly record struct CppToken(CppTokenKind Kind, string Text)
{
    /// <summary>Whether it is a given sign.</summary>
    public bool IsSign(char sign) => Kind == CppTokenKind.Sign && Text[0] == sign;

    /// <summary>Whether it is a given word.</summary>
    public bool IsWord(string word) => Kind == CppTokenKind.Word && Text == word;
}
