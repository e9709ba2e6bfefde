using System.Text.Json;
using Chat.Core.Schemas;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Core.Tests.Schemas;

/// <summary>Makes schemas of every keyword, a few levels deep.</summary>
internal static class AnySchema
{
    private static readonly Gen<string> Names = Gen.Elements("a", "b", "name with blank", "Ω", "a/b", "");

    private static readonly Gen<PropertyDefinition> Leaves = Gen.OneOf(
        Gen.Elements(
            PropertyDefinition.Anything,
            PropertyDefinition.Nothing,
            PropertyDefinition.Null,
            PropertyDefinition.Boolean("Yes or \"no\"."),
            PropertyDefinition.String(),
            PropertyDefinition.To("a/b"),
            PropertyDefinition.Const("only"),
            PropertyDefinition.Enum("x", "y"),
            PropertyDefinition.String().WithPattern("^a+$").WithFormat("email").WithLength(1, null),
            PropertyDefinition.FromJsonElement(
                JsonElement.Parse("""{"type":["integer","null"],"title":"T","oneOf":[{}]}""")
            ),
            PropertyDefinition.FromJsonElement(JsonElement.Parse("""{"const":null,"default":null,"enum":[null,1]}"""))
        ),
        Gen.Zip(Gen.Choose(-9, 9), Gen.Choose(0, 9))
            .Select(range => PropertyDefinition.Number().WithRange(range.Item1 / 4.0, range.Item2)),
        Names.Select(text => PropertyDefinition.String(text).WithDefault(JsonSerializer.SerializeToElement(text)))
    );

    /// <summary>Schemas, deeper with a greater size.</summary>
    public static Gen<PropertyDefinition> Of { get; } = Gen.Sized(size => Sized(Math.Min(size / 10, 4)));

    private static Gen<PropertyDefinition> Sized(int levels) =>
        levels == 0
            ? Leaves
            : Gen.OneOf(
                Leaves,
                Sized(levels - 1).Select(items => PropertyDefinition.Array(items).WithCount(0, 5)),
                Several(levels)
                    .Select(items => PropertyDefinition.Array(PropertyDefinition.Nothing).WithPrefixItems(items)),
                Several(levels).Select(schemas => PropertyDefinition.AnyOf(schemas).WithDescription("Any.")),
                Several(levels).Select(schemas => WithAll(PropertyDefinition.Object(), schemas)),
                Several(levels)
                    .Select(schemas =>
                        WithAll(
                            PropertyDefinition.Object().WithAdditionalProperties(PropertyDefinition.Nothing),
                            schemas
                        )
                    ),
                Several(levels).Select(schemas => schemas[0].WithDefinition("d", schemas[^1])),
                Sized(levels - 1).Select(schema => schema.AsNullable())
            );

    private static Gen<PropertyDefinition[]> Several(int levels) =>
        Gen.Choose(1, 3).SelectMany(count => Sized(levels - 1).ArrayOf(count));

    private static PropertyDefinition WithAll(PropertyDefinition schema, PropertyDefinition[] properties) =>
        properties
            .Select((property, index) => (property, index))
            .Aggregate(schema, (made, next) => made.WithProperty($"p{next.index}", next.property, next.index % 2 == 0));
}
