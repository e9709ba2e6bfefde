using Chat.Formats.Tests.Grammars;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>What the grammars of answers share.</summary>
public sealed class GrammarSeamTests
{
    [Theory]
    [InlineData("\"a\\n\\u00e9\"", true)]
    [InlineData("\"\\ud83d\\ude00\"", true)]
    [InlineData("\"\\ud83d\"", false)]
    [InlineData("\"\\ude00\"", false)]
    public void A_string_has_whole_characters(string json, bool fits) =>
        Assert.Equal(fits, Matching.Compile(GrammarSeam.AddString).Matches(json));
}
