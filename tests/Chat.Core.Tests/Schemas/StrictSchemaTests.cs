using System.Text.Json;
using Chat.Core.Schemas;
using Chat.Core.Tests.Support;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Core.Tests.Schemas;

public sealed class StrictSchemaTests
{
    [Fact]
    public void Every_object_is_closed_and_what_was_optional_may_be_null() =>
        Wire.Same(
            """
            {"type":"object","additionalProperties":false,"required":["a","b","c","d","e"],"properties":{
              "a":{"type":"string"},
              "b":{"type":["string","null"],"enum":["x",null]},
              "c":{"type":["array","null"],"items":{"type":"object","properties":{"z":{"type":["integer","null"]}},
                "required":["z"],"additionalProperties":false}},
              "d":{"anyOf":[{"$ref":"#/$defs/n"},{"type":"null"}]},
              "e":{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}},
             "$defs":{"n":{"type":"object","properties":{},"required":[],"additionalProperties":false}}}
            """,
            PropertyDefinition
                .FromJsonElement(
                    JsonElement.Parse(
                        """
                        {"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"string","enum":["x"]},
                          "c":{"type":"array","items":{"type":"object","properties":{"z":{"type":"integer"}}}},"d":{"$ref":"#/$defs/n"},
                          "e":{"anyOf":[{"type":"string"},{"type":"integer"}]}},
                         "$defs":{"n":{"type":"object","properties":{}}}}
                        """
                    )
                )
                .Strict()
                .ToString()
        );

    [Theory]
    [InlineData(
        """{"type":"object","properties":{"m":{"type":"object","additionalProperties":{"type":"string"}}}}""",
        "#/properties/m"
    )]
    [InlineData("""{"type":"array","items":{"type":"object"}}""", "#/items")]
    public void Properties_of_any_name_have_no_strict_form(string json, string place) =>
        Assert.StartsWith(
            $"The object at {place} takes properties of any name",
            Assert
                .Throws<InvalidOperationException>(() =>
                    PropertyDefinition.FromJsonElement(JsonElement.Parse(json)).Strict()
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_definition_beside_false_is_kept_and_closed_too()
    {
        var nothing = PropertyDefinition.Nothing.WithDefinition(
            "d",
            PropertyDefinition.Object().WithProperty("a", PropertyDefinition.String(), true)
        );

        Assert.Equal(
            """{"not":{},"$defs":{"d":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}}}""",
            nothing.Strict().ToString()
        );
        Assert.True(Fits.Schema(nothing.AsNullable(), "null"));
        Assert.False(Fits.Schema(nothing, "null"));
    }

    [Fact]
    public void The_strict_form_is_strict_and_stays_as_it_is() =>
        Check.One(
            Properties.Of(300),
            Prop.ForAll(
                AnySchema.Of.ToArbitrary(),
                schema =>
                {
                    var strict = schema.Strict();
                    return Closed(strict.ToJsonElement()) && strict.Strict().ToString() == strict.ToString();
                }
            )
        );

    [Fact]
    public void Null_fits_what_is_nullable_and_twice_is_once() =>
        Check.One(
            Properties.Of(300),
            Prop.ForAll(
                AnySchema
                    .Of.Where(schema => !schema.ToString().Contains("$ref", StringComparison.Ordinal))
                    .ToArbitrary(),
                schema =>
                {
                    var nullable = schema.AsNullable();
                    return Fits.Schema(nullable, "null") && nullable.AsNullable().ToString() == nullable.ToString();
                }
            )
        );

    private static bool Closed(JsonElement schema) =>
        schema.ValueKind switch
        {
            JsonValueKind.Array => schema.EnumerateArray().All(Closed),
            JsonValueKind.Object => (!IsObject(schema) || HasAll(schema))
                && schema.EnumerateObject().All(field => Closed(field.Value)),
            _ => true,
        };

    private static bool IsObject(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.ToString() == "object";

    private static bool HasAll(JsonElement schema) =>
        schema.GetProperty("additionalProperties").ValueKind == JsonValueKind.False
        && schema
            .GetProperty("properties")
            .EnumerateObject()
            .Select(property => property.Name)
            .SequenceEqual(
                schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!),
                StringComparer.Ordinal
            );
}
