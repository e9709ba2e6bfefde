using System.Text.Json;
using Chat.Engine.Answers;

namespace Chat.Engine.Tests.Answers;

/// <summary>What an answer is told that does not follow its schema.</summary>
public sealed class SchemaCheckTests
{
    [Fact]
    public void What_follows_gets_no_word() => Assert.Empty(Check("""{"type":"integer"}""", "1"));

    [Fact]
    public void What_no_grammar_keeps_is_told() =>
        Assert.StartsWith(
            "The answer does not follow the schema: ",
            Assert.Single(Check("""{"uniqueItems":true}""", "[1,1]")),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_no_JSON_is_told() =>
        Assert.Equal(["The answer is not the JSON that the schema asks for."], Check("{}", "{"));

    [Fact]
    public void A_deep_answer_is_read()
    {
        var deep = new string('[', 200) + new string(']', 200);

        Assert.Empty(Check("""{"type":"array"}""", deep));
    }

    [Fact]
    public void A_check_that_would_take_too_long_costs_no_answer() =>
        Assert.StartsWith(
            "Whether the answer follows the schema could not be checked: ",
            Assert.Single(Check("""{"type":"string","pattern":"(?:a?){16000}b"}""", $"\"{new string('a', 3000)}\"")),
            StringComparison.Ordinal
        );

    private static IReadOnlyList<string> Check(string schema, string answer) =>
        SchemaCheck.Of(answer, JsonElement.Parse(schema));
}
