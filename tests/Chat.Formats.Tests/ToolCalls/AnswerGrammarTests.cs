using System.Text;
using System.Text.Json;
using Chat.Core.Tools;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Tests.Support;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>Texts that fit the grammars of answers, and texts drawn from them.</summary>
public sealed class AnswerGrammarTests
{
    private const int Draws = 40;

    private static readonly ChatTool Search = Answers.Function(
        "search-files",
        """
        {"type":"object","properties":{"pattern":{"type":"string"},"limit":{"type":"integer","minimum":1,"maximum":50},
        "kind":{"type":"string","enum":["file","folder"]},"deep":{"type":"boolean"},"tags":{"type":"array","items":{"type":"string"}},
        "where":{"$ref":"#/$defs/place"}},"required":["pattern","limit"],
        "$defs":{"place":{"type":"object","properties":{"root":{"type":"string"}},"required":["root"]}}}
        """
    );

    private static readonly ChatTool Nothing = Answers.Function("nothing");

    private static readonly ChatTool Run = ChatTool.FromCustom(
        "run",
        "Runs.",
        new ToolGrammar { Syntax = "regex", Definition = "[a-z]+( \"[a-z\\\\]*\")?" }
    );

    public static TheoryData<string> Formats => [.. TestFormats.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_drawn_from_the_grammar_of_required_calls_is_valid_calls(string name)
    {
        var format = AnswerFormat.Create(
            new AnswerRequest
            {
                Format = TestFormats.All[name],
                Tools = [Search, Nothing, Run],
                ToolChoice = ToolChoice.Required,
            }
        );
        var sampler = new GbnfSampler(GbnfText.Parse(format.Grammar!), 7);

        for (var draw = 0; draw < Draws; draw++)
        {
            var text = sampler.Next();
            var answer = Answers.Read(format.NewParser(), text);
            Assert.True(answer.Calls.Count > 0, $"No call in:\n{text}\n{format.Grammar}");
            Assert.Equal("", answer.Content.Trim());
            Assert.All(answer.Calls, call => Assert.True(IsValid(call), $"{call}\nin:\n{text}"));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_drawn_from_the_grammar_of_free_answers_is_content_and_valid_calls(string name)
    {
        var format = AnswerFormat.Create(
            new AnswerRequest
            {
                Format = TestFormats.All[name],
                Tools = [Search, Run],
                ParallelToolCalls = false,
            }
        );
        var sampler = new GbnfSampler(GbnfText.Parse(format.Grammar!), 11);

        for (var draw = 0; draw < Draws; draw++)
        {
            var answer = Answers.Read(format.NewParser(), sampler.Next());
            Assert.InRange(answer.Calls.Count, 0, 1);
            Assert.All(answer.Calls, call => Assert.True(IsValid(call), call.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_grammar_compiles_for_the_engine(string name)
    {
        var format = AnswerFormat.Create(
            new AnswerRequest
            {
                Format = TestFormats.All[name],
                Tools = [Search, Nothing, Run],
                Schema = Answers.Json("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}"""),
            }
        );

        Assert.True(new GrammarMatcher(Grammar.Parse(format.Grammar!)).CanContinue);
    }

    [Fact]
    public void A_schema_and_tools_go_together()
    {
        var format = AnswerFormat.Create(
            new AnswerRequest
            {
                Format = CallFormat.Generic,
                Tools = [Answers.Weather],
                Schema = Answers.Json("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}"""),
            }
        );

        Assert.True(Fits(format, "{\"a\": 1}"));
        Assert.True(
            Fits(format, "<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Ulm\"}}\n</tool_call>")
        );
        Assert.False(Fits(format, "Hello"));
        Assert.False(
            Fits(format, "<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"days\": 1}}\n</tool_call>")
        );
    }

    [Fact]
    public void A_callers_grammar_and_tools_go_together()
    {
        var format = AnswerFormat.Create(
            new AnswerRequest
            {
                Format = CallFormat.Generic,
                Tools = [Answers.Weather],
                Grammar = "root ::= call\ncall ::= \"yes\" | \"no\"",
            }
        );

        Assert.True(Fits(format, "yes"));
        Assert.True(
            Fits(format, "<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Ulm\"}}\n</tool_call>")
        );
        Assert.False(Fits(format, "perhaps"));
    }

    [Fact]
    public void Free_text_may_not_hold_half_a_call()
    {
        var format = AnswerFormat.Create(new AnswerRequest { Format = CallFormat.Generic, Tools = [Answers.Weather] });

        Assert.True(Fits(format, "a <tool_ca b < c"));
        Assert.True(Fits(format, ""));
        Assert.False(Fits(format, "a <tool_call> b"));
        Assert.False(Fits(format, "a <tool_call>\n{\"name\": \"other\", \"arguments\": {}}\n</tool_call>"));
    }

    [Fact]
    public void Only_one_call_fits_when_one_is_allowed()
    {
        const string Call =
            "<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Ulm\"}}\n</tool_call>";
        var request = new AnswerRequest { Format = CallFormat.Generic, Tools = [Answers.Weather] };

        Assert.True(Fits(AnswerFormat.Create(request), $"{Call}\n{Call}"));
        Assert.False(Fits(AnswerFormat.Create(request with { ParallelToolCalls = false }), $"{Call}\n{Call}"));
    }

    [Fact]
    public void A_lark_or_regex_input_is_held_to_inside_json()
    {
        var format = AnswerFormat.Create(
            new AnswerRequest
            {
                Format = CallFormat.Generic,
                Tools = [Run],
                ToolChoice = ToolChoice.Custom("run"),
            }
        );

        Assert.True(Fits(format, Input("ls \\\"a\\\"")));
        Assert.True(Fits(format, Input("ls \\\"a\\\\b\\\"")));
        Assert.False(Fits(format, Input("LS")));
        Assert.False(Fits(format, Input("ls a")));
    }

    private static string Input(string text) =>
        "<tool_call>\n{\"name\": \"run\", \"arguments\": {\"input\": \"" + text + "\"}}\n</tool_call>";

    private static bool Fits(AnswerFormat format, string text)
    {
        var matcher = new GrammarMatcher(Grammar.Parse(format.Grammar!));
        return matcher.TryAccept(Encoding.UTF8.GetBytes(text)) && matcher.IsComplete;
    }

    private static bool IsValid(ReadCall call)
    {
        if (call.IsCustom)
        {
            return call.Text.Length > 0 && char.IsAsciiLetterLower(call.Text[0]);
        }

        using var arguments = JsonDocument.Parse(call.Text);
        var schema =
            call.Name == "nothing"
                ? Answers.Json("""{"type":"object","properties":{},"additionalProperties":false}""")
                : Search.Function!.Parameters!.Value;
        return new JsonSchemaValidator(schema).Validate(arguments.RootElement).Count == 0;
    }
}
