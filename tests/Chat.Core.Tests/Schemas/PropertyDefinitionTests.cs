using System.Text.Json;
using Chat.Core.Schemas;
using Chat.Core.Tests.Support;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Core.Tests.Schemas;

public sealed class PropertyDefinitionTests
{
    [Fact]
    public void The_builder_writes_each_keyword_by_its_name() =>
        Assert.Equal(
            """{"type":"object","properties":{"name":{"type":"string","description":"Who.","minLength":1,"maxLength":9,"pattern":"^[A-Z]","format":"email"},"age":{"type":"integer","minimum":0,"maximum":150,"default":7},"size":{"type":"number","minimum":0.5},"ok":{"type":"boolean"},"kind":{"type":"string","enum":["a","b"]},"v":{"type":"string","const":"1"},"tags":{"type":"array","minItems":1,"maxItems":3,"items":{"type":"string"}},"pair":{"type":"array","items":false,"prefixItems":[{"type":"integer"},{}]},"either":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}},"required":["name"],"additionalProperties":false,"$defs":{"node":{"type":"object","properties":{},"required":[]}}}""",
            PropertyDefinition
                .Object(
                    (
                        "name",
                        PropertyDefinition.String("Who.").WithLength(1, 9).WithPattern("^[A-Z]").WithFormat("email")
                    ),
                    ("age", PropertyDefinition.Integer().WithRange(0, 150).WithDefault(JsonElement.Parse("7"))),
                    ("size", PropertyDefinition.Number().WithRange(0.5, null)),
                    ("ok", PropertyDefinition.Boolean()),
                    ("kind", PropertyDefinition.Enum("a", "b")),
                    ("v", PropertyDefinition.Const("1")),
                    ("tags", PropertyDefinition.Array(PropertyDefinition.String()).WithCount(1, 3)),
                    (
                        "pair",
                        PropertyDefinition
                            .Array(PropertyDefinition.Nothing)
                            .WithPrefixItems(PropertyDefinition.Integer(), PropertyDefinition.Anything)
                    ),
                    ("either", PropertyDefinition.AnyOf(PropertyDefinition.To("node"), PropertyDefinition.Null))
                )
                .WithRequired("name")
                .WithAdditionalProperties(PropertyDefinition.Nothing)
                .WithDefinition("node", PropertyDefinition.Object())
                .ToString()
        );

    [Fact]
    public void Every_schema_survives_being_written_and_read() =>
        Check.One(
            Properties.Of(300),
            Prop.ForAll(
                AnySchema.Of.ToArbitrary(),
                schema =>
                {
                    var json = schema.ToJsonElement();
                    var again = PropertyDefinition.FromJsonElement(json);
                    return JsonElement.DeepEquals(json, again.ToJsonElement())
                        && again.ToString() == schema.ToString()
                        && JsonSerializer.Serialize(JsonSerializer.Deserialize<PropertyDefinition>(json))
                            == JsonSerializer.Serialize(schema);
                }
            )
        );

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("""{"type":[]}""")]
    [InlineData("""{"type":["string"]}""")]
    [InlineData(
        """{"type":5,"minLength":"x","minimum":1e999,"required":[1],"items":[{}],"properties":{"a":1},"anyOf":{},"$ref":null}"""
    )]
    [InlineData(
        """{"minItems":-1,"maxItems":1.5,"enum":{},"description":null,"oneOf":[{"type":"string"}],"title":"T"}"""
    )]
    [InlineData("""{"minimum":0.1,"maximum":-1e300,"properties":{"type":{"type":"string"},"$defs":{}}}""")]
    public void A_schema_of_somebody_else_survives(string json) =>
        Wire.Same(json, PropertyDefinition.FromJsonElement(JsonElement.Parse(json)).ToString());

    [Fact]
    public void Of_a_keyword_given_twice_the_last_holds()
    {
        Assert.Equal(
            """{"minLength":"x"}""",
            PropertyDefinition.FromJsonElement(JsonElement.Parse("""{"minLength":1,"minLength":"x"}""")).ToString()
        );
        Assert.Equal(
            """{"minLength":1}""",
            PropertyDefinition.FromJsonElement(JsonElement.Parse("""{"minLength":"x","minLength":1}""")).ToString()
        );
    }

    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("null")]
    public void What_is_no_schema_is_refused(string json) =>
        Assert.Throws<JsonException>(() => PropertyDefinition.FromJsonElement(JsonElement.Parse(json)));

    [Fact]
    public void A_schema_is_bounded_in_depth()
    {
        var deep = Enumerable
            .Range(0, 63)
            .Aggregate(PropertyDefinition.String(), (items, _) => PropertyDefinition.Array(items));
        Assert.Equal(JsonValueKind.Object, deep.ToJsonElement().ValueKind);
        Assert.NotNull(deep.Strict());

        var deeper = Enumerable.Range(0, 100_000).Aggregate(deep, (items, _) => PropertyDefinition.Array(items));
        Assert.Throws<JsonException>(() => deeper.ToJsonElement());
        Assert.Throws<JsonException>(() => deeper.ToString());
        Assert.Throws<InvalidOperationException>(() => deeper.Strict());
    }

    [Fact]
    public void A_change_leaves_the_schema_as_it_was()
    {
        var before = PropertyDefinition.Object(("a", PropertyDefinition.String()));
        var text = before.ToString();

        Assert.Equal(
            """{"type":"object","properties":{"a":{"type":"integer"},"b":{}},"required":["b"]}""",
            before
                .WithProperty("b", PropertyDefinition.Anything)
                .WithProperty("a", PropertyDefinition.Integer(), required: false)
                .ToString()
        );
        Assert.Equal(text, before.ToString());
    }

    [Fact]
    public void Values_out_of_place_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PropertyDefinition.Enum());
        Assert.Throws<ArgumentException>(() => PropertyDefinition.AnyOf());
        Assert.Throws<ArgumentException>(() =>
            PropertyDefinition.Object(("a", PropertyDefinition.Null), ("a", PropertyDefinition.Null))
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => PropertyDefinition.Number().WithRange(double.NaN, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => PropertyDefinition.String().WithLength(-1, null));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PropertyDefinition.Array(PropertyDefinition.Null).WithCount(null, -1)
        );
    }

    [Fact]
    public void A_reference_is_a_json_pointer_in_a_fragment() =>
        Assert.Equal("#/$defs/a~1b~0%20c", PropertyDefinition.To("a/b~ c").Reference);
}
