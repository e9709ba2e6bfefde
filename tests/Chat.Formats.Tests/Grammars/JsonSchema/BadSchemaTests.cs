using System.Text;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema;

namespace Chat.Formats.Tests.Grammars.JsonSchema;

/// <summary>Schemas that are made to break something end in an error or in bounded work.</summary>
public sealed class BadSchemaTests
{
    [Theory]
    [InlineData("{\"items\":", "}")]
    [InlineData("{\"properties\":{\"a\":", "}}")]
    [InlineData("{\"allOf\":[", "]}")]
    [InlineData("{\"anyOf\":[", "]}")]
    [InlineData("{\"not\":", "}")]
    [InlineData("{\"if\":true,\"then\":", "}")]
    public void A_schema_60000_levels_deep_is_refused(string open, string close)
    {
        var exception = Assert.Throws<ChatException>(() =>
            Compile(Repeat(open, 60_000) + "{}" + Repeat(close, 60_000))
        );
        Assert.Equal(ChatErrorKind.InvalidRequest, exception.Kind);
        Assert.InRange(exception.Message.Length, 1, 1000);
    }

    [Fact]
    public void A_constant_60000_levels_deep_is_refused() =>
        Assert.Throws<ChatException>(() => Compile("{\"const\":" + Repeat("[", 60_000) + Repeat("]", 60_000) + "}"));

    [Fact]
    public void A_chain_of_60000_references_is_refused()
    {
        var definitions = string.Join(
            ",",
            Enumerable.Range(0, 60_000).Select(index => $"\"d{index}\":{{\"$ref\":\"#/$defs/d{index + 1}\"}}")
        );
        Assert.Throws<ChatException>(() =>
            Compile($"{{\"$ref\":\"#/$defs/d0\",\"$defs\":{{{definitions},\"d60000\":{{}}}}}}")
        );
    }

    [Fact]
    public void Combinations_of_alternatives_are_bounded()
    {
        var choices = string.Join(
            ",",
            Enumerable
                .Range(0, 40)
                .Select(index => $"{{\"anyOf\":[{{\"required\":[\"a{index}\"]}},{{\"required\":[\"b{index}\"]}}]}}")
        );
        Assert.Throws<ChatException>(() => Compile($"{{\"type\":\"object\",\"allOf\":[{choices}]}}"));
    }

    [Fact]
    public void A_schema_of_a_megabyte_compiles()
    {
        var properties = string.Join(
            ",",
            Enumerable
                .Range(0, 12_000)
                .Select(index =>
                    $"\"property{index}\":{{\"type\":\"string\",\"description\":\"{new string('x', 40)}\"}}"
                )
        );
        var grammar = Compile($"{{\"type\":\"object\",\"properties\":{{{properties}}}}}");
        Assert.InRange(grammar.Length, 100_000, 10_000_000);
    }

    [Fact]
    public void An_enum_of_fifty_thousand_values_compiles() =>
        Compile($"{{\"enum\":[{string.Join(",", Enumerable.Range(0, 50_000))}],\"type\":\"integer\"}}");

    [Fact]
    public void Names_that_would_make_every_pointer_long_are_refused() =>
        Assert.Throws<ChatException>(() =>
            Compile(
                $"{{\"properties\":{{\"{new string('n', 500_000)}\":{{\"anyOf\":[{string.Join(",", Enumerable.Repeat("{}", 50_000))}]}}}}}}"
            )
        );

    [Theory]
    [InlineData("""{"minLength":100000000000000}""")]
    [InlineData("""{"minItems":2000000}""")]
    [InlineData("""{"type":"number","minimum":1e999999999}""")]
    [InlineData("""{"type":"number","minimum":1e-999999999}""")]
    [InlineData("""{"type":"object","minProperties":1000001}""")]
    public void Counts_and_bounds_beyond_reason_are_refused(string schema) =>
        Assert.Throws<ChatException>(() => Compile(schema));

    [Theory]
    [InlineData("""{"maxLength":100000000000000}""")]
    [InlineData("""{"type":"array","maxItems":18446744073709551615}""")]
    [InlineData("""{"type":"integer","multipleOf":1e999999999}""")]
    [InlineData("""{"enum":["\ud83d"]}""")]
    public void What_is_merely_odd_compiles(string schema) => Compile(schema);

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static string Compile(string schema)
    {
        using var json = JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 200_000 });
        var builder = new GbnfBuilder();
        return builder.Write(
            JsonSchemaGrammar.Add(builder, "root", json.RootElement, JsonSchemaOptions.Default, new List<string>())
        );
    }
}
