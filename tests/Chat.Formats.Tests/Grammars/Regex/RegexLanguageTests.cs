using System.Text.Encodings.Web;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Regex;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;
using NetRegex = System.Text.RegularExpressions.Regex;
using RegexOptions = System.Text.RegularExpressions.RegexOptions;

namespace Chat.Formats.Tests.Grammars.Regex;

/// <summary>A pattern's grammar, its matcher and .NET's own regular expressions agree on every text.</summary>
public sealed class RegexLanguageTests
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public void The_grammar_the_matcher_and_dotnet_agree_on_texts()
    {
        var seen = (Accepted: 0, Refused: 0);
        Check.One(
            Properties.Of(400),
            Prop.ForAll(
                Pattern(4).ToArbitrary(),
                Gen.ArrayOf(Text(), 12).ToArbitrary(),
                (pattern, texts) =>
                {
                    var expected = new NetRegex($@"^(?:{pattern})\z", RegexOptions.NonBacktracking, Limit);
                    var matcher = RegexMatcher.Parse(pattern, RegexTarget.Text);
                    var grammar = Compile(pattern, RegexTarget.Text);
                    return texts.All(text =>
                    {
                        var is0 = expected.IsMatch(text);
                        seen = is0 ? (seen.Accepted + 1, seen.Refused) : (seen.Accepted, seen.Refused + 1);
                        return matcher.IsMatch(text) == is0 && (grammar?.Matches(text) ?? false) == is0;
                    });
                }
            )
        );
        Assert.True(seen.Accepted > 200 && seen.Refused > 200, seen.ToString());
    }

    [Fact]
    public void They_agree_on_parts_of_JSON_strings()
    {
        var seen = (Accepted: 0, Refused: 0);
        Check.One(
            Properties.Of(400),
            Prop.ForAll(
                Anchored().ToArbitrary(),
                Gen.ArrayOf(Text(), 12).ToArbitrary(),
                (pattern, texts) =>
                {
                    // .NET's $ also stands before a last line feed; ECMA-262's does not.
                    var expected = new NetRegex(
                        pattern.Replace("$", @"\z", StringComparison.Ordinal),
                        RegexOptions.NonBacktracking,
                        Limit
                    );
                    var matcher = RegexMatcher.Parse(pattern);
                    var grammar = Compile(pattern, RegexTarget.JsonString);
                    return texts.All(text =>
                    {
                        var is0 = expected.IsMatch(text);
                        seen = is0 ? (seen.Accepted + 1, seen.Refused) : (seen.Accepted, seen.Refused + 1);
                        return matcher.IsMatch(text) == is0 && (grammar?.Matches(Escaped(text)) ?? false) == is0;
                    });
                }
            )
        );
        Assert.True(seen.Accepted > 200 && seen.Refused > 200, seen.ToString());
    }

    [Theory]
    [InlineData("^[^a]$", "\\u0007", true)]
    [InlineData("^[^a]$", "\\u001F", true)]
    [InlineData("^[^a]$", "\\u000a", false)]
    [InlineData("^[^a]$", "\\n", true)]
    [InlineData("^[^a]$", "\\\"", true)]
    [InlineData("^[^a]$", "\"", false)]
    [InlineData("^[^a]$", "\\", false)]
    [InlineData("^[^a]$", "\n", false)]
    [InlineData("^[^a]$", "\\u0061", false)]
    [InlineData("^\\x0b$", "\\u000B", true)]
    [InlineData("^/$", "/", true)]
    [InlineData("b", "\\\\ab\\\"", true)]
    [InlineData("^[\\\\\\]]+$", "\\\\]", true)]
    [InlineData("^.$", "\U0001F600", true)]
    public void A_JSON_string_holds_escapes(string pattern, string content, bool matches) =>
        Assert.Equal(matches, Compile(pattern, RegexTarget.JsonString)!.Matches(content));

    [Theory]
    [InlineData("(a+)+b")]
    [InlineData("(a|a)*b")]
    [InlineData("(.*a){12}b")]
    [InlineData("((a*)*)*b")]
    [InlineData("(a?){0,1000}b")]
    public void Grammars_of_patterns_that_make_backtracking_endless_end_soon(string pattern)
    {
        var grammar = Compile(pattern, RegexTarget.Text)!;

        Assert.True(grammar.Matches(new string('a', 300) + 'b'));
        Assert.False(grammar.Matches(new string('a', 300)));
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_a_reason()
    {
        const string Pieces = "()[]{}|*+?.^$\\-,:=!<>PpdwsbBukxi0123aLé&~#";
        var piece = Gen.Elements(Pieces.ToCharArray());
        Check.One(
            Properties.Of(3_000),
            Prop.ForAll(
                piece.ListOf().Select(static list => string.Concat(list)).ToArbitrary(),
                static pattern =>
                {
                    Try(() => Compile(pattern, RegexTarget.Text));
                    Try(() => Compile(pattern, RegexTarget.JsonString));
                    Try(() => RegexMatcher.Parse(pattern).IsMatch("a(b)1"));
                    return true;
                }
            )
        );
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (ChatException error)
        {
            Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        }
    }

    // Null: the pattern matches no text at all, which is an error for a grammar.
    private static Grammar? Compile(string pattern, RegexTarget target)
    {
        try
        {
            return Matching.Compile(builder => RegexGrammar.Add(builder, "root", pattern, target));
        }
        catch (ChatException error) when (error.Message == "The pattern matches no text.")
        {
            return null;
        }
    }

    private static string Escaped(string text) => JsonSerializer.Serialize(text, Plain)[1..^1];

    private static Gen<string> Text() =>
        Gen.Choose(0, 6)
            .SelectMany(length => Gen.ArrayOf(Gen.Elements('a', 'b', 'c', '"', '\\', '\n', 'é'), length))
            .Select(static chars => new string(chars));

    private static Gen<string> Anchored() =>
        from start in Gen.Elements("", "^", "^")
        from middle in Pattern(3)
        from end in Gen.Elements("", "$", "$")
        from other in Gen.OneOf(Gen.Constant(""), Pattern(2).Select(static pattern => $"|^(?:{pattern})$"))
        select $"{start}(?:{middle}){end}{other}";

    private static Gen<string> Pattern(int depth)
    {
        var atom = Gen.Elements(
            "a",
            "b",
            "c",
            "[ab]",
            "[^a]",
            "[^\"\\\\]",
            "\\\\",
            "\"",
            "\\n",
            "é",
            "[a-z]",
            "\\s",
            "(?i:A)"
        );
        if (depth == 0)
        {
            return atom;
        }

        var inner = Pattern(depth - 1);
        return Gen.OneOf(
            atom,
            from left in inner
            from right in inner
            select left + right,
            from left in inner
            from right in inner
            select $"(?:{left}|{right})",
            from part in inner
            from count in Gen.Elements("*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "*?")
            select $"(?:{part}){count}",
            from part in inner
            select $"({part}|)"
        );
    }
}
