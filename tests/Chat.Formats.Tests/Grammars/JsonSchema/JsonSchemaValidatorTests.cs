using System.Text.Json;
using Chat.Core.Errors;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Tests.Support;

namespace Chat.Formats.Tests.Grammars.JsonSchema;

public sealed class JsonSchemaValidatorTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", "1.5", "type")]
    [InlineData("""{"const":{"a":[1,2.50]}}""", """{"a":[1.0,2.5]}""", """{"a":[2.5,1]}""", "const")]
    [InlineData("""{"enum":["a",1]}""", "1.0", "\"b\"", "enum")]
    [InlineData("""{"minimum":1e400}""", "1e401", "1e399", "minimum")]
    [InlineData("""{"exclusiveMaximum":0.1}""", "0.09999999999999999999", "0.1", "exclusiveMaximum")]
    [InlineData("""{"multipleOf":0.01}""", "19.99", "19.999", "multipleOf")]
    [InlineData("""{"multipleOf":3}""", "3e100", "1e100", "multipleOf")]
    [InlineData("""{"maxLength":1}""", "\"😀\"", "\"ab\"", "maxLength")]
    [InlineData("""{"pattern":"b+$"}""", "\"abb\"", "\"ba\"", "pattern")]
    [InlineData("""{"format":"date"}""", "\"2024-02-29\"", "\"2023-02-29\"", "format")]
    [InlineData(
        """{"uniqueItems":true}""",
        """[1,"1",{"a":1,"b":2}]""",
        """[{"a":1,"b":2},{"b":2.0,"a":1}]""",
        "uniqueItems"
    )]
    [InlineData("""{"contains":{"type":"null"},"maxContains":1}""", "[1,null]", "[null,null]", "maxContains")]
    [InlineData("""{"contains":{"type":"null"}}""", "[1,null]", "[]", "contains")]
    [InlineData("""{"prefixItems":[{}],"items":false}""", "[1]", "[1,2]", "false")]
    [InlineData("""{"not":{"required":["a"]}}""", "{}", """{"a":1}""", "not")]
    [InlineData(
        """{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"maxProperties":0}}""",
        """{"a":1,"b":1}""",
        """{"a":1}""",
        "required"
    )]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":2}]}""", "1", "3", "oneOf")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"b":1}""", """{"a":1}""", "dependentRequired")]
    [InlineData(
        """{"dependentSchemas":{"a":{"maxProperties":1}}}""",
        """{"b":1,"c":1}""",
        """{"a":1,"c":1}""",
        "maxProperties"
    )]
    [InlineData(
        """{"patternProperties":{"^x":{"type":"null"}},"additionalProperties":false}""",
        """{"xy":null}""",
        """{"y":null}""",
        "additionalProperties"
    )]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"a":1}""", """{"ab":1}""", "propertyNames")]
    [InlineData(
        """{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}""",
        """{"a":1}""",
        """{"b":1}""",
        "false"
    )]
    [InlineData("""{"anyOf":[{"prefixItems":[{"const":1}]}],"unevaluatedItems":false}""", "[1]", "[1,2]", "false")]
    [InlineData("""{"$ref":"#/$defs/a%25b","$defs":{"a%b":{"type":"null"}}}""", "null", "1", "type")]
    [InlineData("""{"$ref":"#here","$defs":{"x":{"$anchor":"here","type":"null"}}}""", "null", "1", "type")]
    public void A_value_fits_or_says_which_keyword_it_does_not_fit(
        string schema,
        string fits,
        string fails,
        string keyword
    )
    {
        Assert.Empty(Validate(schema, fits));
        Assert.Contains(Validate(schema, fails), violation => violation.Keyword == keyword);
    }

    [Fact]
    public void A_violation_names_its_places()
    {
        var violation = Assert.Single(
            Validate(
                """{"properties":{"a/b":{"items":{"$ref":"#/$defs/n"}}},"$defs":{"n":{"maximum":1}}}""",
                """{"a/b":[1,2]}"""
            )
        );
        Assert.Equal(("#/a~1b/1", "#/$defs/n", "maximum"), (violation.Instance, violation.Schema, violation.Keyword));
    }

    [Fact]
    public void Violations_are_bounded() =>
        Assert.Equal(
            JsonSchemaValidator.MaxViolations,
            Validate("""{"items":false}""", $"[{string.Join(",", Enumerable.Repeat("1", 100))}]").Count
        );

    [Fact]
    public void A_reference_to_itself_is_an_error() =>
        Assert.Throws<ChatException>(() => Validate("""{"anyOf":[{"$ref":"#"}]}""", "1"));

    [Fact]
    public void A_check_that_doubles_with_each_level_is_cut_short() =>
        Assert.Throws<ChatException>(() =>
            Validate(
                """{"$defs":{"n":{"allOf":[{"items":{"$ref":"#/$defs/n"}},{"items":{"$ref":"#/$defs/n"}}]}},"$ref":"#/$defs/n"}""",
                new string('[', 60) + new string(']', 60)
            )
        );

    [Theory]
    [InlineData("""{"items":{"pattern":"(?:a?){500}b"}}""")]
    [InlineData("""{"items":{"patternProperties":{"(?:a?){500}b":{}}}}""")]
    [InlineData("""{"items":{"propertyNames":{"pattern":"(?:a?){500}b"}}}""")]
    public void Patterns_that_take_long_on_many_texts_are_cut_short(string schema)
    {
        var text = $"\"{new string('a', 1_000)}\"";
        var item = schema.Contains("opert", StringComparison.Ordinal) ? $"{{{text}:1}}" : text;
        var exception = Assert.Throws<ChatException>(() =>
            Validate(schema, $"[{string.Join(",", Enumerable.Repeat(item, 100))}]")
        );
        Assert.Contains("steps", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_on_a_long_text_is_within_the_bounds() =>
        Assert.Empty(
            Validate("""{"pattern":"^(?:[a-z]+ ?)*$"}""", $"\"{string.Concat(Enumerable.Repeat("word ", 50_000))}\"")
        );

    [Fact]
    public void A_deep_value_does_not_fit() => SmallStack.Run(CheckDeepValue, 1024 * 1024);

    private static void CheckDeepValue()
    {
        // The validator goes as deep as its bounds say, so the stack is larger here and the value deeper.
        const int Levels = 2 * SmallStack.Levels;
        var text = new string('[', Levels) + new string(']', Levels);
        using var value = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 100_000 });
        using var schema = JsonDocument.Parse("""{"items":{"$ref":"#"}}""");
        Assert.NotEmpty(new JsonSchemaValidator(schema.RootElement).Validate(value.RootElement));
        using var unique = JsonDocument.Parse("""{"uniqueItems":true}""");
        Assert.Throws<ChatException>(() => new JsonSchemaValidator(unique.RootElement).Validate(value.RootElement));
    }

    private static IReadOnlyList<SchemaViolation> Validate(string schema, string value)
    {
        using var schemaJson = JsonDocument.Parse(schema);
        using var valueJson = JsonDocument.Parse(value);
        return new JsonSchemaValidator(schemaJson.RootElement).Validate(valueJson.RootElement);
    }
}
