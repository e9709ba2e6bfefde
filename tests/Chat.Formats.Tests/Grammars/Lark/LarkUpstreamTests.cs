using Chat.Formats.Grammars.Lark;
using Chat.Formats.Tests.Upstream;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.Grammars.Lark;

/// <summary>
/// The Lark grammars of llama.cpp's tests of llguidance, with the texts that they accept and refuse. The table's other cases are
/// JSON schemas inside Lark (<c>%json</c>), which is refused here.
/// </summary>
public sealed class LarkUpstreamTests
{
    private const string Source = "tests/test-grammar-llguidance.cpp";

    /// <summary>The names of cases that come out otherwise here, each with its reason.</summary>
    private static readonly Dictionary<string, string> Known = [];

    [SkippableFact]
    public void Upstream_grammars_accept_and_refuse_the_same_texts()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var cases = Cases(CppText.Read(UpstreamSource.Read(Source)));

        Assert.Equal(10, cases.Count);
        Assert.Equal((55, 53), (cases.Sum(one => one.Passing.Count), cases.Sum(one => one.Failing.Count)));
        var failed = cases.Where(one => Differences(one).Count > 0).ToDictionary(one => one.Name, Differences);
        Assert.True(
            failed.Keys.Order().SequenceEqual(Known.Keys.Order()),
            string.Join('\n', failed.Select(one => $"{one.Key}: {string.Join(" | ", one.Value)}"))
        );
    }

    private static List<string> Differences(Case one)
    {
        var grammar = Matching.Compile(builder => LarkGrammar.Add(builder, "root", one.Grammar));
        return
        [
            .. one.Passing.Where(text => !grammar.Matches(text)).Select(text => "refused: " + text),
            .. one.Failing.Where(text => grammar.Matches(text)).Select(text => "accepted: " + text),
        ];
    }

    // test_grammar("name", R"(grammar)", { "text", … }, { "text", … });
    private static List<Case> Cases(List<CppToken> tokens)
    {
        var cases = new List<Case>();
        for (var index = 0; index + 3 < tokens.Count; index++)
        {
            if (tokens[index].Text != "test_grammar" || tokens[index + 2].Kind != CppTokenKind.String)
            {
                continue;
            }

            var at = index + 5;
            cases.Add(
                new Case(tokens[index + 2].Text, tokens[index + 4].Text, Texts(tokens, ref at), Texts(tokens, ref at))
            );
        }

        return cases;
    }

    private static List<string> Texts(List<CppToken> tokens, ref int at)
    {
        var texts = new List<string>();
        for (; tokens[at].Text != "}" || tokens[at].Kind == CppTokenKind.String; at++)
        {
            if (tokens[at].Kind == CppTokenKind.String)
            {
                texts.Add(tokens[at].Text);
            }
        }

        at++;
        return texts;
    }

    private sealed record Case(string Name, string Grammar, List<string> Passing, List<string> Failing);
}
