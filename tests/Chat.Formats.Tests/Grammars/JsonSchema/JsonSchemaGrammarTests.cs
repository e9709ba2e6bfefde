using Chat.Core.Errors;
using Chat.Formats.Grammars.JsonSchema;

namespace Chat.Formats.Tests.Grammars.JsonSchema;

public sealed class JsonSchemaGrammarTests
{
    private static readonly JsonSchemaOptions Closed = new() { AdditionalProperties = false };

    [Theory]
    [InlineData("true", "[1, {\"a\": null}]", "[1,")]
    [InlineData("{}", "\"a\"", "a")]
    [InlineData("""{"type":"null"}""", "null", "0")]
    [InlineData("""{"type":"boolean"}""", "true", "True")]
    [InlineData("""{"type":"integer"}""", "-12", "-0")]
    [InlineData("""{"type":"number"}""", "-0.5e-3", "1.")]
    [InlineData("""{"type":"string"}""", "\"\\u00e9\\ud83d\\ude00\"", "\"\\ud83d\"")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"type":"string","nullable":true}""", "null", "1")]
    [InlineData("""{"enum":["a",1,null,{"b":[true]}]}""", "{\"b\":[true]}", "\"b\"")]
    [InlineData("""{"const":"a\"\n\u0001\\é"}""", "\"a\\\"\\n\\u0001\\\\é\"", "\"a\"")]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", "\"\\n😀\\ud83d\\ude00\"", "\"\\ud83d\\ude00\"")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":3}""", "[1, 2,3]", "[1]")]
    [InlineData("""{"prefixItems":[{"const":1},{"const":2}],"items":{"const":3},"minItems":1}""", "[1, 2, 3, 3]", "[]")]
    [InlineData("""{"prefixItems":[{"const":1},{"const":2}],"items":false}""", "[1]", "[1, 2, 3]")]
    [InlineData("""{"anyOf":[{"type":"string"},{"const":1}]}""", "1", "2")]
    [InlineData("""{"type":"array","items":{"const":1},"contains":{"const":1}}""", "[1, 1]", "[]")]
    [InlineData("""{"items":{"type":"integer"},"contains":{"const":7},"maxItems":3}""", "[1,2,7]", "[1,2,3]")]
    [InlineData("""{"type":"string","pattern":"^[a-c]+$"}""", "\"abc\"", "\"abd\"")]
    [InlineData("""{"type":"string","pattern":"b"}""", "\"abc\"", "\"acd\"")]
    [InlineData("""{"type":"string","not":{"enum":["no","never"]}}""", "\"nothing\"", "\"no\"")]
    [InlineData("""{"not":{"type":"string"}}""", "1", "\"a\"")]
    [InlineData("""{"items":[{"const":1}],"additionalItems":{"const":2}}""", "[1, 2, 2]", "[2]")]
    public void The_grammar_accepts_what_fits_and_nothing_else(string schema, string fits, string fails)
    {
        var grammar = SchemaGrammars.Of(schema);
        Assert.Empty(grammar.Warnings);
        Assert.True(grammar.Accepts(fits), grammar.Text);
        Assert.False(grammar.Accepts(fails), grammar.Text);
        grammar.CheckDrawn(50);
    }

    [Theory]
    [InlineData(
        """{"type":"object","patternProperties":{"^s_":{"type":"string"},"^n[0-9]$":{"type":"integer"}},"additionalProperties":false}""",
        """{"s_a":"x","n1":2}""",
        """{"s_a":1}"""
    )]
    [InlineData(
        """{"type":"object","patternProperties":{"^[a-z]+$":{"const":1},"^[0-9]{2,}$":{"const":2}},"minProperties":1}""",
        """{"a":1,"10":2}""",
        """{"10":1}"""
    )]
    [InlineData(
        """{"type":"object","patternProperties":{"^a":{"minimum":1},"a$":{"maximum":2,"type":"integer"}}}""",
        """{"ab":2}""",
        """{"ba":3}"""
    )]
    [InlineData(
        """{"type":"object","allOf":[{"properties":{"a":{"const":1}}}],"properties":{"b":{"const":2}},"unevaluatedProperties":false}""",
        """{"b":2,"a":1}""",
        """{"b":2,"c":1}"""
    )]
    [InlineData(
        """{"type":"object","allOf":[{"properties":{"a":{"const":1}}}],"required":["a","b"],"unevaluatedProperties":{"type":"integer"}}""",
        """{"a":1,"b":7}""",
        """{"a":1,"b":"x"}"""
    )]
    [InlineData(
        """{"type":"object","allOf":[{"$ref":"#/$defs/open"}],"required":["a"],"unevaluatedProperties":false,"$defs":{"open":{"additionalProperties":{"const":1}}}}""",
        """{"a":1,"z":1}""",
        """{"a":2}"""
    )]
    [InlineData(
        """{"type":"array","allOf":[{"prefixItems":[{"const":1},{"const":2}]}],"unevaluatedItems":false,"minItems":2}""",
        "[1,2]",
        "[1,2,3]"
    )]
    [InlineData(
        """{"type":"array","allOf":[{"prefixItems":[{"const":1}]}],"unevaluatedItems":{"const":"x"},"minItems":1}""",
        """[1,"x","x"]""",
        "[1,1]"
    )]
    [InlineData(
        """{"type":"array","anyOf":[{"items":{"const":1}},{"prefixItems":[{"const":2}]}],"unevaluatedItems":false}""",
        "[1,1]",
        "[2,1]"
    )]
    [InlineData(
        """{"type":"object","properties":{"a":{"const":1},"b":{"const":2}},"minProperties":2}""",
        """{"a":1,"x":0}""",
        """{"x":0,"y":0}"""
    )]
    [InlineData(
        """{"type":"object","properties":{"a":{"const":1}},"minProperties":2,"additionalProperties":{"const":0}}""",
        """{"a":1,"x":0,"y":0}""",
        """{"x":0,"y":0}"""
    )]
    public void Keywords_beside_each_other_are_kept_without_a_warning(string schema, string fits, string fails)
    {
        var grammar = SchemaGrammars.Of(schema);
        Assert.Empty(grammar.Warnings);
        Assert.True(grammar.Accepts(fits), grammar.Text);
        Assert.False(grammar.Accepts(fails), grammar.Text);
        grammar.CheckDrawn(100);
    }

    [Fact]
    public void Unevaluated_properties_are_not_those_of_a_schema_beside()
    {
        var grammar = SchemaGrammars.Of(
            """{"type":"object","allOf":[{"properties":{"a":{}}},{"allOf":[{"properties":{"b":{"const":1}}}],"unevaluatedProperties":false}]}"""
        );

        Assert.True(grammar.Accepts("""{"b":1}"""), grammar.Text);
        Assert.False(grammar.Accepts("""{"a":1}"""), grammar.Text);
        grammar.CheckDrawn(20);
    }

    [Fact]
    public void Unevaluated_properties_are_not_those_of_an_open_schema_inside()
    {
        var grammar = SchemaGrammars.Of(
            """{"allOf":[{"unevaluatedProperties":false,"allOf":[{"additionalProperties":true}]},{"patternProperties":{"^a":{"const":1}}}]}"""
        );

        Assert.True(grammar.Accepts("""{"ab":1}"""), grammar.Text);
        Assert.False(grammar.Accepts("""{"ab":2}"""), grammar.Text);
        grammar.CheckDrawn(20);
    }

    [Theory]
    [InlineData("minProperties", """{"type":"object","minProperties":2,"additionalProperties":{"const":1}}""")]
    [InlineData(
        "propertyNames",
        """{"type":"object","properties":{"ab":{"const":1}},"propertyNames":{"pattern":"^[a-z]+$"},"additionalProperties":{"const":1}}"""
    )]
    public void What_is_not_kept_or_left_out_of_names_is_told(string keyword, string schema)
    {
        var warning = Assert.Single(SchemaGrammars.Of(schema).Warnings);

        Assert.Contains($"#/{keyword}:", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1}""", false)]
    [InlineData("""{"b":1}""", true)]
    [InlineData("""{"a":1, "b": 1}""", true)]
    [InlineData("""{"b":1,"c":1}""", true)]
    [InlineData("""{"b":1,"d":1}""", true)]
    [InlineData("""{"a":1,"b":1,"c":1,"d":1}""", true)]
    [InlineData("""{"b":1,"a":1}""", false)]
    [InlineData("""{"a":1,"a":1,"b":1}""", false)]
    [InlineData("""{"b":1,"e":1}""", false)]
    [InlineData("""{}""", false)]
    public void Optional_properties_come_in_any_subset_in_order(string text, bool fits)
    {
        var grammar = SchemaGrammars.Of(
            """{"type":"object","properties":{"a":{"const":1},"b":{"const":1},"c":{"const":1},"d":{"const":1}},"required":["b"],"additionalProperties":false}"""
        );
        Assert.Equal(fits, grammar.Accepts(text));
        grammar.CheckDrawn(50);
    }

    [Fact]
    public void The_grammar_of_a_thousand_optional_properties_grows_with_their_number()
    {
        static int Length(int count) =>
            SchemaGrammars
                .Of(
                    $"{{\"properties\":{{{string.Join(",", Enumerable.Range(0, count).Select(index => $"\"p{index:D4}\":{{\"type\":\"string\"}}"))}}}}}",
                    Closed
                )
                .Text.Length;

        Assert.InRange(Length(1000), Length(100) * 8, Length(100) * 13);
    }

    [Theory]
    [InlineData("""{"a": 1, "b": "x"}""", true)]
    [InlineData("""{"ab": "x"}""", true)]
    [InlineData("""{"": "x"}""", true)]
    [InlineData("""{"a": 1, "a": 2}""", false)]
    [InlineData("""{"a": "x"}""", false)]
    [InlineData("""{"\u0061": "x"}""", false)]
    [InlineData("""{"name": "x"}""", false)]
    [InlineData("""{"nam": "x"}""", true)]
    [InlineData("""{"names": "x"}""", true)]
    [InlineData("""{"\n": "x"}""", false)]
    [InlineData("""{"\u000A": "x"}""", false)]
    [InlineData("""{"\u000B": "x"}""", true)]
    [InlineData("""{"\t": "x"}""", true)]
    [InlineData("""{"\"": "x"}""", false)]
    [InlineData("""{"]^-": "x"}""", false)]
    [InlineData("""{"]^": "x"}""", true)]
    public void No_additional_property_repeats_a_declared_name(string text, bool fits)
    {
        var grammar = SchemaGrammars.Of(
            """{"type":"object","properties":{"a":{"type":"integer"},"name":{"type":"integer"},"\n":{"const":1},"\"":{"const":1},"]^-":{"const":1}},"additionalProperties":{"const":"x"}}"""
        );
        Assert.True(fits == grammar.Accepts(text), grammar.Text);
        grammar.CheckDrawn(100);
    }

    [Fact]
    public void Closed_objects_are_an_option_and_do_not_close_maps()
    {
        const string Schema = """{"type":"object","properties":{"a":{"const":1},"m":{"type":"object"}}}""";
        Assert.True(SchemaGrammars.Of(Schema).Accepts("""{"a":1,"x":2}"""));
        Assert.False(SchemaGrammars.Of(Schema, Closed).Accepts("""{"a":1,"x":2}"""));
        Assert.True(SchemaGrammars.Of(Schema, Closed).Accepts("""{"m":{"x":2}}"""));
    }

    [Fact]
    public void White_space_is_as_asked_and_bounded()
    {
        const string Schema =
            """{"properties":{"a":{"items":{"const":1}},"b":{"const":2}},"required":["a","b"],"additionalProperties":false}""";
        var compact = SchemaGrammars.Of(Schema);
        var none = SchemaGrammars.Of(Schema, new() { Whitespace = JsonWhitespace.None });
        var flexible = SchemaGrammars.Of(Schema, new() { Whitespace = JsonWhitespace.Flexible });
        const string Tight = """{"a":[1,1],"b":2}""";
        Assert.True(compact.Accepts(Tight) && none.Accepts(Tight) && flexible.Accepts(Tight));
        const string Spaced = """{"a": [1, 1], "b": 2}""";
        Assert.True(compact.Accepts(Spaced) && !none.Accepts(Spaced) && flexible.Accepts(Spaced));
        const string Lines = "{\n  \"a\": [\n    1,\n    1\n  ],\n  \"b\": 2\n}";
        Assert.True(!compact.Accepts(Lines) && !none.Accepts(Lines) && flexible.Accepts(Lines));
        Assert.False(compact.Accepts("""{"a":  [1, 1], "b": 2}"""));
        Assert.False(flexible.Accepts("{\n" + new string(' ', 21) + "\"a\":[],\"b\":2}"));
        flexible.CheckDrawn(50);
    }

    [Fact]
    public void References_recurse()
    {
        var grammar = SchemaGrammars.Of(
            """{"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{"v":{"type":"integer"},"next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}},"required":["v","next"],"additionalProperties":false}}}"""
        );
        Assert.True(grammar.Accepts("""{"v":1,"next":{"v":2,"next":null}}"""));
        Assert.False(grammar.Accepts("""{"v":1,"next":{"v":2}}"""));
        grammar.CheckDrawn(50);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""", "#")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}""", "#/$defs/")]
    [InlineData("""{"anyOf":[{"$ref":"#"},{"type":"string"}]}""", "#")]
    [InlineData("""{"allOf":[{"$ref":"#"},{"type":"string"}]}""", "#")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/none"}}}""", "#/properties/a")]
    [InlineData("""{"$ref":"https://example.com/other.json"}""", "another document")]
    [InlineData("""{"$ref":"#/type","type":"object"}""", "#")]
    [InlineData("""{"type":"kaboom"}""", "kaboom")]
    [InlineData("""{"type":123}""", "type at #")]
    [InlineData("""{"items":{"minLength":-1}}""", "minLength at #/items")]
    [InlineData("""{"properties":[]}""", "properties at #")]
    [InlineData("""{"anyOf":{}}""", "anyOf at #")]
    [InlineData("""{"required":"a"}""", "required at #")]
    [InlineData("""{"enum":1}""", "enum at #")]
    [InlineData("""{"multipleOf":0}""", "multipleOf at #")]
    [InlineData("""{"pattern":"\ud83d"}""", "pattern at #")]
    [InlineData("""{"properties":{"a/b":{"items":5}}}""", "#/properties/a~1b")]
    [InlineData("""[1]""", "neither")]
    [InlineData("false", "No finite value")]
    [InlineData("""{"type":"string","enum":[1]}""", "No finite value")]
    [InlineData("""{"minimum":2,"maximum":1}""", "No finite value")]
    [InlineData("""{"minItems":2,"maxItems":1}""", "No finite value")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"integer"}]}""", "No finite value")]
    [InlineData("""{"required":["a"],"properties":{"a":{"allOf":[{"const":1},{"const":2}]}}}""", "#/properties/a")]
    [InlineData("""{"required":["a"],"additionalProperties":false}""", "No finite value")]
    [InlineData("""{"properties":{"a":{"$ref":"#"}},"required":["a"]}""", "No finite value")]
    public void A_schema_in_error_is_refused_with_its_place(string schema, string message)
    {
        var exception = Assert.Throws<ChatException>(() => SchemaGrammars.Of(schema));
        Assert.Equal(ChatErrorKind.InvalidRequest, exception.Kind);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(exception.Advice);
    }

    [Theory]
    [InlineData("""{"type":"array","uniqueItems":true}""", "#/uniqueItems")]
    [InlineData("""{"properties":{"a":{"type":"string","format":"odd"}}}""", "#/properties/a/format")]
    [InlineData("""{"maxLenght":3}""", "#/maxLenght")]
    [InlineData("""{"type":"number","multipleOf":0.7}""", "#/multipleOf")]
    [InlineData("""{"type":"integer","multipleOf":7}""", "#/multipleOf")]
    [InlineData("""{"type":"string","pattern":"(?=a)b"}""", "#/pattern")]
    [InlineData("""{"type":"string","pattern":"a","maxLength":3}""", "#/maxLength")]
    [InlineData("""{"type":"string","not":{"pattern":"a"}}""", "#/not")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "#/oneOf")]
    [InlineData("""{"items":{},"contains":{"const":1},"maxContains":2}""", "#/maxContains")]
    [InlineData(
        """{"properties":{"a":{"oneOf":[{"minLength":1},{"type":"string"}],"description":"d"}}}""",
        "#/properties/a/oneOf"
    )]
    [InlineData("""{"type":["string","null"],"oneOf":[{"type":"string"},{"minLength":2}]}""", "#/oneOf")]
    [InlineData(
        """{"oneOf":[{"properties":{"a":{}},"required":["a"]},{"properties":{"b":{}},"required":["b"]}]}""",
        "#/oneOf"
    )]
    [InlineData(
        """{"items":{"$ref":"#/$defs/n"},"$defs":{"n":{"type":"integer","minimum":3,"multipleOf":9}}}""",
        "#/$defs/n/multipleOf"
    )]
    [InlineData("""{"allOf":[{"type":"number"},{"multipleOf":2.5}]}""", "#/allOf/1/multipleOf")]
    [InlineData("""{"items":{"items":{},"uniqueItems":true,"maxItems":2}}""", "#/items/uniqueItems")]
    [InlineData("""{"properties":{"a":{"pattern":"^a+$","minLength":3}}}""", "#/properties/a/minLength")]
    [InlineData("""{"additionalProperties":{"format":"date","maxLength":3}}""", "#/additionalProperties/maxLength")]
    [InlineData("""{"allOf":[{"type":"string","pattern":"a"},{"pattern":"b"}]}""", "#/allOf/1/pattern")]
    public void A_keyword_that_is_not_kept_is_named_with_its_place(string schema, string pointer) =>
        Assert.StartsWith(
            $"The grammar does not keep {pointer}: ",
            Assert.Single(SchemaGrammars.Of(schema).Warnings),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"string"},{"type":"null"}]}""")]
    [InlineData("""{"oneOf":[{"const":1},{"enum":[2,3]},{"type":"string"}]}""")]
    [InlineData(
        """{"oneOf":[{"properties":{"t":{"const":"a"}},"required":["t"]},{"properties":{"t":{"const":"b"}},"required":["t"]}],"type":"object"}"""
    )]
    [InlineData("""{"oneOf":[{"type":"integer","maximum":3},{"type":"integer","minimum":4}]}""")]
    [InlineData("""{"type":"integer","multipleOf":5}""")]
    [InlineData("""{"type":"number","multipleOf":0.01}""")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":100,"multipleOf":7}""")]
    [InlineData("""{"type":"array","uniqueItems":true,"maxItems":1}""")]
    [InlineData("""{"type":"string","pattern":"^a+$","minLength":0}""")]
    public void A_keyword_that_is_kept_is_not_named(string schema)
    {
        var grammar = SchemaGrammars.Of(schema);
        Assert.Empty(grammar.Warnings);
        grammar.CheckDrawn(30);
    }
}
