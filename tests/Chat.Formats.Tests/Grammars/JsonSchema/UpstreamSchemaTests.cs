using System.Text.Json;
using Chat.Core.Errors;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Grammars.JsonSchema.Rules;
using Chat.Formats.Tests.Support;
using Chat.Formats.Tests.Upstream;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.Grammars.JsonSchema;

/// <summary>llama.cpp's tables of schemas. Grammars are compared by their languages: texts drawn from each are held against the other.</summary>
public sealed class UpstreamSchemaTests
{
    private const int Drawn = 40;
    private const string Tuples = "prefixItems alone asks for no item and allows others behind";
    private const string Keys = "the names of other properties may hold escapes";
    private const string Characters = "a pattern's characters may be written as escapes";
    private const string Pairs = "a pair of surrogates, escaped, is one character";
    private const string PrefixItems = "prefixItems is a list of schemas; one schema is an error";

    private static readonly JsonSchemaOptions Closed = new() { AdditionalProperties = false };

    /// <summary>Cases in which llama.cpp's grammar draws texts that fit the schema and that ours leaves out, and why.</summary>
    private static readonly Dictionary<string, string> Narrower = new(StringComparer.Ordinal)
    {
        ["optional props with empty name"] = "a schema without a type that has properties is read as of objects",
    };

    /// <summary>Cases in which our grammar draws texts that fit the schema and that llama.cpp's leaves out, and why.</summary>
    private static readonly Dictionary<string, string> Wider = new(StringComparer.Ordinal)
    {
        ["exotic formats"] = Tuples,
        ["tuple1"] = Tuples,
        ["tuple2"] = Tuples,
        ["mix of allOf, anyOf and $ref (similar to https://json.schemastore.org/tsconfig.json)"] =
            "allOf makes no property required",
        ["optional props with common prefix"] = Keys,
        ["optional props with empty name"] = Keys,
        ["optional props with nested names"] = Keys,
        ["required + additional props"] = Keys,
        ["regexp"] = Characters,
        ["regexp quote"] = Characters,
        ["regexp with top-level alternation"] = "the anchors of an alternative are its own, so the rest is free",
        ["string w/ max length"] = Pairs,
        ["string w/ min & max length"] = Pairs,
    };

    /// <summary>Cases that llama.cpp takes and we refuse, and why.</summary>
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["array with empty items and prefixItems"] = PrefixItems,
        ["nullable string array"] = PrefixItems,
        ["string array"] = PrefixItems,
    };

    /// <summary>Strings of the integration table on which we differ, and why.</summary>
    private static readonly Dictionary<string, string> Strings = new(StringComparer.Ordinal) { };

    [SkippableFact]
    public void The_table_of_schemas_gives_the_same_languages_but_for_what_is_explained()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var cases = Table();
        Assert.Equal(81, cases.Count);
        var narrower = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var wider = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var refused = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, isRight, schema, grammar) in cases)
        {
            SchemaGrammars ours;
            try
            {
                ours = SchemaGrammars.Of(schema, Closed);
            }
            catch (ChatException exception)
            {
                if (isRight)
                {
                    refused[name] = exception.Message;
                }

                continue;
            }

            if (!isRight)
            {
                Assert.NotEmpty(ours.Warnings);
                continue;
            }

            ours.CheckDrawn(ours.Warnings.Count == 0 ? Drawn : 0);
            Compare(name, schema, ours, GbnfText.Parse(grammar), narrower, wider);
        }

        AssertNone(Unexplained(Refused, refused) + Unexplained(Narrower, narrower) + Unexplained(Wider, wider));
    }

    [SkippableFact]
    public void The_table_of_strings_is_accepted_and_refused_but_for_what_is_explained()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var cases = StringCases();
        Assert.Equal(33, cases.Count);
        Assert.Equal(248, cases.Sum(one => one.Passing.Count + one.Failing.Count));
        var different = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, schema, passing, failing) in cases)
        {
            var grammar = SchemaGrammars.Of(schema, Closed with { Whitespace = JsonWhitespace.Flexible });
            foreach (var text in passing.Where(text => !grammar.Accepts(text)))
            {
                different[$"{name}: {text}"] = "not accepted";
            }

            foreach (var text in failing.Where(grammar.Accepts))
            {
                different[$"{name}: {text}"] = "accepted";
            }
        }

        AssertNone(Unexplained(Strings, different));
    }

    [SkippableFact]
    public void The_schemas_that_llama_cpp_refuses_are_refused_or_warned_of()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var tokens = CppText.Read(UpstreamSource.Read("tests/test-json-schema.cpp"));
        var schemas = new List<string>();
        for (var index = 0; index + 4 < tokens.Count; index++)
        {
            if (tokens[index].Text == "assert_error" && tokens[index + 4].Kind == CppTokenKind.String)
            {
                schemas.Add(tokens[index + 4].Text);
            }
        }

        Assert.Equal(22, schemas.Count);
        foreach (var schema in schemas)
        {
            Assert.True(IsRefused(schema), schema);
        }
    }

    private static bool IsRefused(string schema)
    {
        try
        {
            return SchemaGrammars.Of(schema).Warnings.Count > 0;
        }
        catch (ChatException)
        {
            return true;
        }
    }

    private static void AssertNone(string unexplained) => Assert.True(unexplained.Length == 0, unexplained);

    // Each difference must be listed, and each that is listed must be there.
    private static string Unexplained(Dictionary<string, string> known, SortedDictionary<string, string> found)
    {
        var unknown = found
            .Where(pair => !known.ContainsKey(pair.Key))
            .Select(pair => $"new: {pair.Key} <- {pair.Value}");
        var gone = known.Keys.Where(name => !found.ContainsKey(name)).Select(name => $"gone: {name}");
        return string.Concat(unknown.Concat(gone).Select(line => line + "\n"));
    }

    private static void Compare(
        string name,
        string schema,
        SchemaGrammars ours,
        GbnfText theirs,
        SortedDictionary<string, string> narrower,
        SortedDictionary<string, string> wider
    )
    {
        if (
            ours.Draw(Drawn).FirstOrDefault(text => !GbnfRecogniser.Matches(theirs, text) && !IsSpelling(text)) is
            { } mine
        )
        {
            wider[name] = mine;
        }

        var tight = SchemaGrammars.Of(schema, Closed with { Whitespace = JsonWhitespace.None });
        var validator = new JsonSchemaValidator(tight.Schema);
        var sampler = new GbnfSampler(theirs, 1);
        foreach (var text in Enumerable.Range(0, Drawn).Select(_ => sampler.Next()))
        {
            if (
                Tightened(text) is { } value
                && !IsSpelling(value)
                && validator.Validate(JsonDocument.Parse(value).RootElement).Count == 0
                && !tight.Accepts(value)
            )
            {
                narrower[name] = value;
            }
        }
    }

    // The same value without white space; null for what .NET takes for no JSON: halves of surrogate pairs.
    private static string? Tightened(string text)
    {
        try
        {
            using var value = JsonDocument.Parse(text);
            return text.Contains("\\u", StringComparison.Ordinal) ? null : JsonTexts.Write(value.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Spellings that differ everywhere: llama.cpp writes -0, and exponents of 16 digits, which no double holds; it neither writes \/ nor DEL.
    private static bool IsSpelling(string text) =>
        global::System.Text.RegularExpressions.Regex.IsMatch(
            text,
            @"-0(?![.\d])|-00|[eE][-+]?\d|\\/|\x7F",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    private static List<(string Name, bool IsRight, string Schema, string Grammar)> Table()
    {
        var tokens = CppText.Read(UpstreamSource.Read("tests/test-json-schema-to-grammar.cpp"));
        var cases = new List<(string, bool, string, string)>();
        for (var index = 0; index + 6 < tokens.Count; index++)
        {
            if (
                tokens[index].Text is "SUCCESS" or "FAILURE"
                && tokens[index + 1].Text == ","
                && tokens[index + 2].Kind == CppTokenKind.String
                && tokens[index + 4].Kind == CppTokenKind.String
                && tokens[index + 6].Kind == CppTokenKind.String
                && tokens[index + 4].Text.Length > 0
            )
            {
                cases.Add(
                    (
                        tokens[index + 2].Text,
                        tokens[index].Text == "SUCCESS",
                        tokens[index + 4].Text,
                        tokens[index + 6].Text
                    )
                );
            }
        }

        return cases;
    }

    private static List<(string Name, string Schema, List<string> Passing, List<string> Failing)> StringCases()
    {
        var tokens = CppText.Read(UpstreamSource.Read("tests/test-grammar-integration.cpp"));
        var cases = new List<(string, string, List<string>, List<string>)>();
        for (var index = 0; index + 4 < tokens.Count; index++)
        {
            if (tokens[index].Text != "test_schema" || tokens[index + 2].Kind != CppTokenKind.String)
            {
                continue;
            }

            var at = index + 6;
            var passing = List(tokens, ref at);
            var failing = List(tokens, ref at);
            cases.Add(($"{cases.Count} {tokens[index + 2].Text}", tokens[index + 4].Text, passing, failing));
        }

        return cases;
    }

    private static List<string> List(List<CppToken> tokens, ref int at)
    {
        var list = new List<string>();
        while (tokens[at].Text != "}" || tokens[at].Kind == CppTokenKind.String)
        {
            if (tokens[at].Kind == CppTokenKind.String)
            {
                list.Add(tokens[at].Text);
            }

            at++;
        }

        at += 2;
        return list;
    }
}
