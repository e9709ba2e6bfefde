namespace Chat.Engine.Tests.Inline;

/// <summary>A vocabulary for tests of prompts: a token for each character, and markers that no text can give.</summary>
internal static class FakeWords
{
    public const int First = 1000;

    /// <summary>The tokens of a text: its UTF-16 code units.</summary>
    public static int[] Tokenize(string text) => [.. text.Select(character => First + character)];

    /// <summary>A prompt written out, its markers by number.</summary>
    public static string Show(IEnumerable<int> tokens) =>
        string.Concat(tokens.Select(token => token < First ? $"<{token}>" : ((char)(token - First)).ToString()));

    /// <summary>How many tokens, of which none may be half of a UTF-16 pair.</summary>
    public static int CountWhole(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var isWhole =
                !char.IsSurrogate(text[index])
                || (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
                || (index > 0 && char.IsSurrogatePair(text[index - 1], text[index]));
            Assert.True(isWhole, $"A pair is cut at {index}.");
        }

        return text.Length;
    }
}
