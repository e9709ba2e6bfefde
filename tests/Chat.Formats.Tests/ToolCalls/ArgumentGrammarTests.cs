using System.Text;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Tools;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Tests.Support;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>What the grammar of a call's arguments keeps of the tool's schema, in each way of writing arguments.</summary>
public sealed class ArgumentGrammarTests
{
    private const int Draws = 60;

    private const string Unique =
        """{"type":"object","properties":{"a":{"type":"array","items":{"type":"integer"},"uniqueItems":true}}}""";

    public static TheoryData<string> Written =>
        ["json in tags", "tags with lines", "typed tags", "python", "bare keys"];

    [Theory]
    [MemberData(nameof(Written))]
    public void A_strict_tool_refuses_what_a_grammar_cannot_keep_and_another_tool_warns_of_it(string form)
    {
        var request = Asked(form, Unique);

        var warning = Assert.Single(AnswerFormat.Create(request with { Strict = true }).Warnings);
        Assert.Contains("uniqueItems", warning, StringComparison.Ordinal);

        var function = request.Tools[0].Function! with { Strict = true };
        var strict = request.Tools[0] with { Function = function };
        var error = Assert.Throws<ChatException>(() => AnswerFormat.Create(request with { Tools = [strict] }));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains("uniqueItems", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strict_tool_leaves_the_schema_of_the_answer_alone()
    {
        var request = Asked("json in tags", """{"type":"object","properties":{}}""");
        var function = request.Tools[0].Function! with { Strict = true };

        var format = AnswerFormat.Create(
            request with
            {
                Tools = [request.Tools[0] with { Function = function }],
                ToolChoice = null,
                Schema = Answers.Json(Unique),
            }
        );

        Assert.Contains("uniqueItems", Assert.Single(format.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void References_are_followed_from_the_root_in_an_argument_and_into_the_other_arguments(string form)
    {
        AllFit(
            form,
            """
            {"$ref":"#/$defs/call","$defs":{
              "call":{"type":"object","properties":{"mode":{"$ref":"#/$defs/mode"},"again":{"$ref":"#/$defs/call/properties/mode"},
                "count":{"allOf":[{"$ref":"#/$defs/few"}]},"tree":{"$ref":"#/$defs/tree"}},"required":["mode","again","count"]},
              "mode":{"enum":["fast","slow"]},"few":{"type":"integer","minimum":1,"maximum":3},
              "tree":{"type":"object","properties":{"leaf":{"$ref":"#/$defs/mode"},"inner":{"$ref":"#/$defs/tree"}},"required":["leaf"]}}}
            """
        );
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Lengths_are_kept(string form)
    {
        AllFit(
            form,
            """
            {"type":"object","properties":{"a":{"type":"string","minLength":3},"b":{"type":"string","maxLength":5},
            "c":{"type":"string","minLength":2,"maxLength":4},"d":{"type":"string","minLength":30}},"required":["a","b","c","d"]}
            """
        );
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Patterns_formats_and_listed_values_are_kept_and_hold_no_mark(string form)
    {
        AllFit(
            form,
            """
            {"type":"object","properties":{"a":{"type":"string","pattern":"^[</>a-z|\"]*$"},"b":{"type":"string","pattern":"x"},
            "c":{"type":"string","format":"date"},"d":{"type":"string","enum":["one","three"],"maxLength":3},
            "e":{"anyOf":[{"const":"left"},{"type":"string","pattern":"^r+$"}]}},"required":["a","b","c","d","e"]}
            """
        );
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void The_ways_that_a_schema_allows_are_all_taken(string form)
    {
        const string Schema = """
            {"type":"object","properties":{"a":{"type":"string","enum":["x"]},"b":{"type":"integer"}},
            "anyOf":[{"required":["a"]},{"required":["b"]}],"minProperties":1}
            """;

        AllFit(form, Schema);
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Optional_arguments_and_alternatives_that_nothing_fits_are_left_out(string form) =>
        AllFit(
            form,
            """
            {"type":"object","properties":{"a":{"not":{}},"b":{"type":"integer","minimum":5,"maximum":1},
            "c":{"anyOf":[{"type":"string","minLength":5,"maxLength":2},{"type":"string","maxLength":4}]},
            "d":{"type":"string","enum":["long"],"maxLength":2},
            "e":{"type":"object","properties":{"f":{"not":{}},"g":{"type":"boolean"}},"additionalProperties":false},
            "h":{"type":"array","items":{"type":"string","enum":["long"],"maxLength":2}},
            "i":{"type":["integer","null"],"minimum":5,"maximum":1}},
            "required":["c","e","h","i"]}
            """
        );

    [Theory]
    [MemberData(nameof(Written))]
    public void A_required_argument_that_nothing_fits_is_refused(string form)
    {
        const string Part = """{"type":"string","minLength":5,"maxLength":2}""";
        foreach (
            var part in new[]
            {
                Part,
                $$"""{"type":"array","minItems":1,"items":{{Part}}}""",
                $$"""{"type":"object","properties":{"b":{{Part}}},"required":["b"]}""",
            }
        )
        {
            var schema = $$"""{"type":"object","properties":{"a":{{part}}},"required":["a"]}""";

            var error = Assert.Throws<ChatException>(() => AnswerFormat.Create(Asked(form, schema)));

            Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
            Assert.StartsWith("No finite value fits", error.Message, StringComparison.Ordinal);
            Assert.Contains("#/properties/a", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void A_way_that_requires_what_nothing_fits_is_left_out(string form) =>
        AllFit(
            form,
            """
            {"type":"object","anyOf":[{"properties":{"a":{"type":"string","minLength":1}}},
            {"properties":{"a":{"type":"string","allOf":[{"type":"integer"}]}},"required":["a"]}]}
            """
        );

    [Theory]
    [MemberData(nameof(Written))]
    public void The_items_of_a_tuple_are_kept(string form) =>
        AllFit(
            form,
            """
            {"type":"object","properties":{
            "a":{"type":"array","prefixItems":[{"type":"number"},{"type":"number"}],"items":false,"minItems":2},
            "b":{"type":"array","prefixItems":[{"type":"integer"},{"enum":["x"]},{"type":"boolean"}],"items":{"type":"null"},"minItems":1},
            "c":{"type":"array","prefixItems":[{"const":1},{"type":"string","minLength":5,"maxLength":2}]},
            "d":{"type":"array","prefixItems":[{"const":1},{"const":2}],"maxItems":1},
            "e":{"type":"array","prefixItems":[{"const":1}],"items":{"const":2},"minItems":3,"maxItems":4},
            "f":{"type":"array","items":{"const":2},"minItems":2,"maxItems":3},
            "g":{"type":"array","items":{"const":2},"maxItems":0},
            "h":{"type":"array","items":{"const":2}}},
            "required":["a","b","c","d","e","f","g","h"]}
            """
        );

    [Theory]
    [MemberData(nameof(Written))]
    public void An_array_that_must_have_more_items_than_it_may_is_refused(string form)
    {
        foreach (
            var part in new[]
            {
                """{"type":"array","minItems":1,"maxItems":0}""",
                """{"type":"array","minItems":5,"maxItems":2}""",
                """{"type":"array","prefixItems":[{"type":"number"}],"items":false,"minItems":2}""",
            }
        )
        {
            var schema = $$"""{"type":"object","properties":{"a":{{part}}},"required":["a"]}""";

            var error = Assert.Throws<ChatException>(() => AnswerFormat.Create(Asked(form, schema)));

            Assert.StartsWith("No finite value fits", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("maxLength", """{"type":"string","maxLength":100000}""")]
    [InlineData("pattern", """{"type":"string","pattern":"^</arg_value>/<>_$"}""")]
    [InlineData("minLength", """{"type":"string","pattern":"^a*$","minLength":2}""")]
    [InlineData("format", """{"type":"string","format":"colour"}""")]
    [InlineData("not", """{"type":"string","not":{"const":"no"}}""")]
    public void What_is_not_kept_of_a_bare_text_is_named(string keyword, string schema)
    {
        var request = Asked("keys and values", "{\"type\":\"object\",\"properties\":{\"a\":" + schema + "}}");

        var warning = Assert.Single(AnswerFormat.Create(request).Warnings);

        Assert.Contains($"#/properties/a/{keyword}:", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listed_value_that_holds_the_mark_is_refused()
    {
        var request = Asked(
            "tags with lines",
            """{"type":"object","properties":{"a":{"enum":["b</parameter>"]}},"required":["a"]}"""
        );

        var error = Assert.Throws<ChatException>(() => AnswerFormat.Create(request));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains("</parameter>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_any_type_may_hold_the_mark_in_a_string_of_json()
    {
        var request = Asked("tags with lines", """{"type":"object","properties":{"a":{},"b":{"type":"integer"}}}""");
        const string Text =
            "<tool_call>\n<function=call>\n<parameter=a>\n[\"x</parameter>y\", \"\\\"</parameter>\"]\n</parameter>\n<parameter=b>\n1\n</parameter>\n</function>\n</tool_call>";
        var format = AnswerFormat.Create(request);
        var matcher = new GrammarMatcher(Grammar.Parse(format.Grammar!));

        Assert.True(matcher.TryAccept(Encoding.UTF8.GetBytes(Text)) && matcher.IsComplete);
        var call = Assert.Single(Answers.Read(format.NewParser(), Text.Select(letter => letter.ToString())).Calls);
        Assert.Equal("""{"a": ["x</parameter>y", "\"</parameter>"], "b": 1}""", call.Text);
    }

    [Fact]
    public void Text_of_any_type_that_only_begins_like_json_ends_at_its_mark()
    {
        var parser = Answers.Parser(
            TestFormats.All["tags with lines"],
            Answers.Function("call", """{"type":"object","properties":{"a":{},"b":{}}}""")
        );

        var call = Assert.Single(
            Answers
                .Read(
                    parser,
                    "<tool_call>\n<function=call>\n<parameter=a>\n\"so\n</parameter>\n<parameter=b>\n[see\n</parameter>\n</function>\n</tool_call>"
                )
                .Calls
        );

        Assert.Equal("""{"a": "\"so", "b": "[see"}""", call.Text);
    }

    [Theory]
    [InlineData("regex", "<[a-z/<>]*end")]
    [InlineData("lark", "start: /[^x]*/")]
    public void The_input_of_a_custom_tool_holds_no_mark(string syntax, string definition)
    {
        var tool = ChatTool.FromCustom("run", "Runs.", new ToolGrammar { Syntax = syntax, Definition = definition });
        var format = AnswerFormat.Create(Asked("tags with lines", "{}") with { Tools = [tool] });
        var sampler = new GbnfSampler(GbnfText.Parse(format.Grammar!), 3);

        Assert.Empty(format.Warnings);
        for (var draw = 0; draw < Draws; draw++)
        {
            var text = sampler.Next();
            var start = text.IndexOf("<parameter=input>\n", StringComparison.Ordinal) + "<parameter=input>\n".Length;
            var end = text.LastIndexOf("\n</parameter>", StringComparison.Ordinal);
            Assert.Equal(text[start..end], Assert.Single(Answers.Read(format.NewParser(), text).Calls).Text);
        }
    }

    [Fact]
    public void A_schema_that_is_none_is_refused_in_each_form()
    {
        foreach (var form in TestFormats.All.Keys)
        {
            var error = Assert.Throws<ChatException>(() => AnswerFormat.Create(Asked(form, "\"text\"")));
            Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        }
    }

    private static void AllFit(string form, string schema)
    {
        var format = AnswerFormat.Create(Asked(form, schema));
        var sampler = new GbnfSampler(GbnfText.Parse(format.Grammar!), 5);
        var validator = new JsonSchemaValidator(Answers.Json(schema));

        // Where a keyword is named as not kept, the rest must still be.
        var unkept = format.Warnings.Count(warning => warning.Contains("Properties", StringComparison.Ordinal));
        Assert.Equal(format.Warnings.Count, unkept);
        for (var draw = 0; draw < Draws; draw++)
        {
            var text = sampler.Next();
            var call = Assert.Single(Answers.Read(format.NewParser(), text).Calls);
            using var arguments = JsonDocument.Parse(call.Text);
            Assert.True(validator.Validate(arguments.RootElement).Count == 0, $"{call.Text}\nin:\n{text}");
        }
    }

    private static AnswerRequest Asked(string form, string parameters) =>
        new()
        {
            Format = TestFormats.All[form],
            Tools = [Answers.Function("call", parameters)],
            ToolChoice = ToolChoice.Required,
            ParallelToolCalls = false,
        };
}
