using System.Text;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Tools;
using Chat.Formats.Grammars;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>What the grammar of a call's arguments keeps of the tool's schema, in each way of writing arguments.</summary>
public sealed class ArgumentGrammarTests
{
    private const string Unique =
        """{"type":"object","properties":{"a":{"type":"array","items":{"type":"integer"},"uniqueItems":true}}}""";

    public static TheoryData<string> Written => ["json in tags", "tags with lines", "typed tags", "python"];

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

    private static AnswerRequest Asked(string form, string parameters) =>
        new()
        {
            Format = TestFormats.All[form],
            Tools = [Answers.Function("call", parameters)],
            ToolChoice = ToolChoice.Required,
            ParallelToolCalls = false,
        };
}
