using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Chat.Core.Json;

namespace Chat.Core.Tests.Json;

public sealed partial class ChatJsonContextTests
{
    private static readonly Type[] WireTypes =
    [
        .. typeof(ChatJsonContext)
            .Assembly.GetExportedTypes()
            .Where(type => type.GetProperties().Any(property => property.IsDefined(typeof(JsonPropertyNameAttribute)))),
    ];

    [Fact]
    public void There_are_wire_types_and_the_context_knows_each()
    {
        Assert.True(WireTypes.Length >= 13);
        Assert.All(WireTypes, type => Assert.NotNull(ChatJsonContext.Default.GetTypeInfo(type)));
    }

    [Fact]
    public void Every_wire_type_keeps_unknown_fields() =>
        Assert.All(
            WireTypes,
            type =>
                Assert.True(
                    type.GetProperty("ExtensionData")?.IsDefined(typeof(JsonExtensionDataAttribute)) == true,
                    type.Name
                )
        );

    [Fact]
    public void Every_property_says_its_wire_name_in_snake_case() =>
        Assert.All(
            WireTypes
                .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                .Where(property =>
                    !property.IsDefined(typeof(JsonExtensionDataAttribute))
                    && property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition != JsonIgnoreCondition.Always
                ),
            property =>
                Assert.Matches(
                    SnakeCase(),
                    property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name
                )
        );

    [Fact]
    public void Reading_is_bounded_and_strict_and_writing_leaves_nulls_out()
    {
        var options = ChatJsonContext.Default.Options;

        Assert.Equal(64, options.MaxDepth);
        Assert.True(options.RespectNullableAnnotations);
        Assert.False(options.PropertyNameCaseInsensitive);
        Assert.False(options.AllowTrailingCommas);
        Assert.Equal(JsonCommentHandling.Disallow, options.ReadCommentHandling);
        Assert.Equal(JsonIgnoreCondition.WhenWritingNull, options.DefaultIgnoreCondition);
    }

    [GeneratedRegex(
        "^[a-z]+(_[a-z]+)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SnakeCase();
}
