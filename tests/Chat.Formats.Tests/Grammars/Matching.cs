using System.Text;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Tests.Grammars;

/// <summary>Whole texts against rules that were added to a builder.</summary>
internal static class Matching
{
    /// <summary>The grammar of what an action adds.</summary>
    public static Grammar Compile(Func<GbnfBuilder, string> add)
    {
        var builder = new GbnfBuilder();
        var root = add(builder);
        return Grammar.Parse(builder.Write(root));
    }

    /// <summary>True when a text is a whole text of the grammar.</summary>
    public static bool Matches(this Grammar grammar, string text)
    {
        var matcher = new GrammarMatcher(grammar);
        return matcher.TryAccept(Encoding.UTF8.GetBytes(text)) && matcher.IsComplete;
    }
}
