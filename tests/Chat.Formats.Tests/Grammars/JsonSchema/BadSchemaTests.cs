using System.Text;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Tests.Support;

namespace Chat.Formats.Tests.Grammars.JsonSchema;

/// <summary>Schemas that are made to break something end in an error or in bounded work.</summary>
public sealed class BadSchemaTests
{
    public static TheoryData<string, string> Forms =>
        new()
        {
            { "{\"items\":", "}" },
            { "{\"properties\":{\"a\":", "}}" },
            { "{\"allOf\":[", "]}" },
            { "{\"anyOf\":[", "]}" },
            { "{\"not\":", "}" },
            { "{\"if\":true,\"then\":", "}" },
            { "{\"dependentSchemas\":{\"a\":", "}}" },
            { "{\"patternProperties\":{\"a\":", "}}" },
            { "{\"prefixItems\":[", "]}" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    [InlineData("{\"if\":", ",\"then\":false}")]
    public void A_deep_schema_is_refused_on_a_small_stack(string open, string close) =>
        SmallStack.Run(() => AssertRefused(Repeat(open, SmallStack.Levels) + "{}" + Repeat(close, SmallStack.Levels)));

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_schema_60000_levels_deep_by_reference_is_refused(string open, string close)
    {
        var definitions = string.Join(
            ",",
            Enumerable
                .Range(0, 60_000)
                .Select(index => $"\"{index}\":{open}{{\"$ref\":\"#/$defs/{index + 1}\"}}{close}")
        );
        SmallStack.Run(() => AssertRefused($"{{\"$ref\":\"#/$defs/0\",\"$defs\":{{{definitions},\"60000\":{{}}}}}}"));
    }

    [Fact]
    public void A_deep_constant_is_refused_on_a_small_stack() =>
        SmallStack.Run(() =>
            AssertRefused("{\"const\":" + Repeat("[", SmallStack.Levels) + Repeat("]", SmallStack.Levels) + "}")
        );

    [Fact]
    public void Depths_of_a_value_and_of_the_schemas_for_it_do_not_multiply()
    {
        var chain = string.Join(
            ",",
            Enumerable
                .Range(0, 100)
                .Select(index => $"\"{index}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/{index + 1}\"}}]}}")
        );
        AssertRefused(
            $"{{\"const\":{Repeat("[", 200)}{Repeat("]", 200)},\"$ref\":\"#/$defs/0\",\"$defs\":{{{chain},\"100\":{{\"items\":{{\"$ref\":\"#/$defs/0\"}}}}}}}}"
        );
    }

    [Fact]
    public void Patterns_and_names_that_multiply_are_refused()
    {
        var patterns = string.Join(",", Enumerable.Range(0, 3000).Select(index => $"\"^p{index}$\":{{}}"));
        var names = string.Join(",", Enumerable.Range(0, 3000).Select(index => $"\"n{index}\":{{}}"));
        AssertRefused($"{{\"patternProperties\":{{{patterns}}},\"properties\":{{{names}}}}}");
    }

    [Fact]
    public void Eight_hundred_patterns_are_each_read_once()
    {
        // Read again for each other one, they would take ten times the steps that a schema has.
        var patterns = string.Join(",", Enumerable.Range(0, 800).Select(index => $"\"^p{index:D3}$\":{{}}"));

        var grammar = SchemaGrammars.Of($"{{\"patternProperties\":{{{patterns}}},\"additionalProperties\":false}}");

        Assert.Empty(grammar.Warnings);
        Assert.True(grammar.Accepts("""{"p799":1}"""));
        Assert.False(grammar.Accepts("""{"p800":1}"""));
    }

    [Fact]
    public void Patterns_that_take_long_on_names_are_refused()
    {
        var names = string.Join(
            ",",
            Enumerable.Range(0, 200).Select(index => $"\"{new string('a', 1_000)}{index}\":{{}}")
        );
        AssertRefused($"{{\"patternProperties\":{{\"(?:a?){{500}}b\":{{}}}},\"properties\":{{{names}}}}}");
    }

    [Fact]
    public void Schemas_that_hold_together_and_names_that_multiply_are_refused()
    {
        var all = string.Join(
            ",",
            Enumerable.Range(0, 5000).Select(index => $"{{\"properties\":{{\"n{index}\":{{}}}}}}")
        );
        AssertRefused($"{{\"allOf\":[{all}]}}");
    }

    [Fact]
    public void Long_texts_under_not_that_repeat_are_refused()
    {
        var text = "{\"enum\":[" + string.Join(",", Enumerable.Range(0, 10_000)) + "]}";
        AssertRefused(Repeat("{\"not\":{\"anyOf\":[", 100) + text + Repeat("]}}", 100));
    }

    [Fact]
    public void A_tuple_of_20000_items_compiles_to_a_grammar_of_that_size()
    {
        var grammar = Compile($"{{\"prefixItems\":[{string.Join(",", Enumerable.Repeat("true", 20_000))}]}}");
        Assert.InRange(grammar.Length, 200_000, 2_000_000);
    }

    [Fact]
    public void Eight_thousand_references_to_as_many_definitions_compile()
    {
        var definitions = string.Join(
            ",",
            Enumerable.Range(0, 8_000).Select(index => $"\"d{index}\":{{\"const\":{index}}}")
        );
        var references = string.Join(
            ",",
            Enumerable.Range(0, 8_000).Select(index => $"\"p{index}\":{{\"$ref\":\"#/$defs/d{index}\"}}")
        );
        var grammar = Compile($"{{\"properties\":{{{references}}},\"$defs\":{{{definitions}}}}}");
        Assert.Contains("\"7999\"", grammar, StringComparison.Ordinal);
    }

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

    private static void AssertRefused(string schema)
    {
        var exception = Assert.Throws<ChatException>(() => Compile(schema));
        Assert.Equal(ChatErrorKind.InvalidRequest, exception.Kind);
        Assert.InRange(exception.Message.Length, 1, 1000);
        Assert.Contains("#", exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(exception.Advice);
    }

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
