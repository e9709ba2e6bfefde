using System.Text;
using Chat.Core.Errors;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Tests.Upstream;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.Grammars;

/// <summary>llama.cpp's own tables of grammars, read from its source.</summary>
public sealed class GrammarUpstreamTests
{
    private const string Integration = "tests/test-grammar-integration.cpp";
    private const string Parser = "tests/test-grammar-parser.cpp";

    // Grammars that llama.cpp refuses only because it writes repetitions out, which would be too long; here they are counted.
    private static readonly string[] CountedHere =
    [
        "root ::= (((((([^x]*){0,99}){0,99}){0,99}){0,99}){0,99}){0,99}",
        "root ::= \"a\"{5000}",
        "root ::= \"a\"{5000,}",
        "root ::= \"a\"{5000,6000}",
    ];

    [SkippableFact]
    public void IntegrationCases_MatchAsThere()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var calls = CppCalls.Calls(UpstreamSource.Read(Integration), "test_grammar");
        var wrong = new List<string>();
        var (grammars, texts) = (0, 0);
        foreach (var call in calls)
        {
            grammars++;
            var grammar = Grammar.Parse(call.Items[1].Required);
            foreach (
                var (isWhole, text) in call.Items[2]
                    .Items.Select(text => (true, text))
                    .Concat(call.Items[3].Items.Select(text => (false, text)))
            )
            {
                texts++;
                if (IsWhole(grammar, text) != isWhole)
                {
                    wrong.Add($"{call.Items[0].Text}: {text}");
                }
            }
        }

        Assert.Equal((14, 139), (grammars, texts));
        Assert.Empty(wrong);
    }

    [SkippableFact]
    public void FailingGrammars_FailAsThere()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var source = UpstreamSource.Read(Integration);
        var leftRecursive = CppCalls.Calls(source, "test_build_grammar_fails");
        Assert.Equal(4, leftRecursive.Count);
        foreach (var call in leftRecursive)
        {
            var error = Assert.Throws<ChatException>(() =>
                Grammar.Parse(CppCalls.Assigned(source, call.Items[0].Name).Required)
            );
            Assert.Contains("begins with itself", error.Message, StringComparison.Ordinal);
        }

        var missing = source[source.IndexOf("test_failure_missing_reference", StringComparison.Ordinal)..];
        var undefined = Assert.Throws<ChatException>(() =>
            Grammar.Parse(CppCalls.Assigned(missing, "grammar_str").Required)
        );
        Assert.Contains("there is no rule numero (line 3, column 18)", undefined.Message, StringComparison.Ordinal);

        var rootless = CppCalls
            .Assigned(source[source.IndexOf("test_failure_missing_root()", StringComparison.Ordinal)..], "grammar_str")
            .Required;
        Assert.Throws<ChatException>(() => Grammar.Parse(rootless));
        Assert.Equal(4, GbnfGrammar.Parse(rootless, "rot").Rules.Count);

        var custom = CppCalls.Assigned(source, "custom_root_grammar_str").Required;
        Assert.Throws<ChatException>(() => Grammar.Parse(custom));
        Assert.NotNull(Grammar.Compile(GbnfGrammar.Parse(custom, "foobar")));
        Assert.Throws<ChatException>(() => GbnfGrammar.Parse(custom, "nonexistent"));
    }

    [SkippableFact]
    public void ParserCases_ParseOrFailAsThere()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var source = UpstreamSource.Read(Parser);
        var (good, bad) = (CppCalls.Calls(source, "verify_parsing"), CppCalls.Calls(source, "verify_failure"));
        Assert.Equal((17, 6), (good.Count, bad.Count));

        var refused = bad.Select(call => call.Items[0].Required.Trim())
            .Where(text => Record.Exception(() => Grammar.Parse(text)) is ChatException);
        Assert.Equal(bad.Select(call => call.Items[0].Required.Trim()).Except(CountedHere), refused);

        foreach (var call in good)
        {
            var grammar = GbnfGrammar.Parse(call.Items[0].Required);
            Assert.NotNull(Grammar.Compile(grammar));

            // The names that llama.cpp makes up for groups and repetitions have an underscore.
            var named = call.Items[1]
                .Items.Select(item => item.Items[0].Required)
                .Where(name => !name.Contains('_', StringComparison.Ordinal));
            Assert.Equal(
                named.Order(StringComparer.Ordinal),
                grammar.Rules.Select(rule => rule.Name).Order(StringComparer.Ordinal)
            );
            Assert.Equal(Elements(call.Items[2].Items), Elements(grammar));
        }
    }

    [SkippableFact]
    public void FirstCharacters_AreThoseOfLlamaGrammarTest()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);

        // The rules of tests/test-llama-grammar.cpp are those of grammars/arithmetic.gbnf; a character is allowed when not all
        // of its stacks refuse it.
        var source = UpstreamSource.Read("tests/test-llama-grammar.cpp");
        var refused = CppCalls
            .Assigned(source, "expected_reject")
            .Items.Select(stack => stack.Items.Select(item => int.Parse(item.Items[1].Name)).ToHashSet())
            .ToList();
        Assert.Equal(8, refused.Count);
        var matcher = new GrammarMatcher(Grammar.Parse(UpstreamSource.Read("grammars/arithmetic.gbnf")));
        for (var character = 37; character < 37 + 23; character++)
        {
            Assert.Equal(!refused.All(stack => stack.Contains(character)), matcher.Allows([(byte)character]));
        }
    }

    [SkippableTheory]
    [InlineData("arithmetic.gbnf", "a +(b*3)=4\n", "a + =4\n")]
    [InlineData("c.gbnf", "int main(){return 1;}", "int main(){return 1}")]
    [InlineData("chess.gbnf", "1. e4 e5\n2. Nf3 O-O\n", "1. e4 e9\n")]
    [InlineData("english.gbnf", "Hello, world!", "é")]
    [InlineData("japanese.gbnf", "こんにちは 世界", "hello")]
    [InlineData("json.gbnf", "{\"a\": [1, -2.5e1, true, null, \"\\u00e9\\n\"]}", "[1]")]
    [InlineData("json_arr.gbnf", "[\n1,\n{\"a\": \"é\"}]", "[1]")]
    [InlineData("list.gbnf", "- one\n- two\n", "- one\r\n")]
    public void SampleGrammars_MatchASample(string file, string whole, string other)
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        Assert.Equal(8, Directory.GetFiles(Path.Combine(UpstreamSource.Folder, "grammars"), "*.gbnf").Length);
        var grammar = Grammar.Parse(UpstreamSource.Read($"grammars/{file}"));
        Assert.True(IsWhole(grammar, new CppValue(whole, "", [])));
        Assert.False(IsWhole(grammar, new CppValue(other, "", [])));
    }

    /// <summary>What both sides know of the elements: characters, ranges, tokens and references, each once; repetitions are written out there.</summary>
    private static SortedSet<string> Elements(IReadOnlyList<CppValue> elements)
    {
        var known = new SortedSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < elements.Count; index++)
        {
            var (kind, value) = (elements[index].Items[0].Name["LLAMA_GRETYPE_".Length..], elements[index].Items[1]);
            if (kind is "TOKEN" or "TOKEN_NOT")
            {
                known.Add($"{(kind == "TOKEN" ? "" : "!")}{value.Name}");
            }
            else if (kind is "CHAR" or "CHAR_NOT" or "CHAR_ALT")
            {
                var isRange = elements[index + 1].Items[0].Name.EndsWith("RNG_UPPER", StringComparison.Ordinal);
                known.Add($"{value.Required}-{(isRange ? elements[index + 1].Items[1] : value).Required}");
            }
        }

        return known;
    }

    private static SortedSet<string> Elements(GbnfGrammar grammar)
    {
        var known = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<GbnfNode>(grammar.Rules.Select(rule => rule.Body));
        while (open.TryPop(out var node))
        {
            switch (node)
            {
                case GbnfLiteral literal:
                    known.UnionWith(literal.Text.Select(character => $"{character}-{character}"));
                    break;
                case GbnfClass set:
                    known.UnionWith(set.Ranges.Select(range => $"{(char)range.First}-{(char)range.Last}"));
                    break;
                case GbnfToken token:
                    known.Add($"{(token.IsNegated ? "!" : "")}{token.Id}");
                    break;
                case GbnfSequence sequence:
                    sequence.Items.ToList().ForEach(open.Push);
                    break;
                case GbnfAlternation alternation:
                    alternation.Alternatives.ToList().ForEach(open.Push);
                    break;
                case GbnfRepetition repetition:
                    open.Push(repetition.Item);
                    break;
            }
        }

        return known;
    }

    /// <summary>As there, a text goes in character by character as tokens numbered 0; <c>token(n)</c> is one token.</summary>
    private static bool IsWhole(Grammar grammar, CppValue value)
    {
        var matcher = new GrammarMatcher(grammar);
        foreach (var part in value.Name == "+" ? value.Items : [value])
        {
            if (part.Text is null)
            {
                var id = int.Parse(part.Items[0].Name, System.Globalization.CultureInfo.InvariantCulture);
                if (!matcher.TryAcceptToken(id, Encoding.UTF8.GetBytes($"<[{id}]>")))
                {
                    return false;
                }
            }
            else if (
                part
                    .Text.EnumerateRunes()
                    .Any(rune => !matcher.TryAcceptToken(0, Encoding.UTF8.GetBytes(rune.ToString())))
            )
            {
                return false;
            }
        }

        return matcher.IsComplete;
    }
}
