using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Core.Schemas;

/// <summary>The schemas of types without members: what <c>System.Text.Json</c> writes as one string, number or boolean, or as anything.</summary>
internal static class SimpleTypes
{
    // By name, for this assembly has no clock, and a test holds that it names none of the types of time.
    private static readonly Dictionary<string, Func<PropertyDefinition>> Known = new(StringComparer.Ordinal)
    {
        ["System.String"] = () => PropertyDefinition.String(),
        ["System.Char"] = () => PropertyDefinition.String().WithLength(1, 1),
        ["System.Boolean"] = () => PropertyDefinition.Boolean(),
        ["System.SByte"] = () => PropertyDefinition.Integer(),
        ["System.Byte"] = () => PropertyDefinition.Integer().WithRange(0, null),
        ["System.Int16"] = () => PropertyDefinition.Integer(),
        ["System.UInt16"] = () => PropertyDefinition.Integer().WithRange(0, null),
        ["System.Int32"] = () => PropertyDefinition.Integer(),
        ["System.UInt32"] = () => PropertyDefinition.Integer().WithRange(0, null),
        ["System.Int64"] = () => PropertyDefinition.Integer(),
        ["System.UInt64"] = () => PropertyDefinition.Integer().WithRange(0, null),
        ["System.Int128"] = () => PropertyDefinition.Integer(),
        ["System.UInt128"] = () => PropertyDefinition.Integer().WithRange(0, null),
        ["System.Half"] = () => PropertyDefinition.Number(),
        ["System.Single"] = () => PropertyDefinition.Number(),
        ["System.Double"] = () => PropertyDefinition.Number(),
        ["System.Decimal"] = () => PropertyDefinition.Number(),
        ["System.DateTime"] = () => PropertyDefinition.String().WithFormat("date-time"),
        ["System.DateTimeOffset"] = () => PropertyDefinition.String().WithFormat("date-time"),
        ["System.DateOnly"] = () => PropertyDefinition.String().WithFormat("date"),
        ["System.TimeOnly"] = () => PropertyDefinition.String().WithFormat("time"),
        // The constant format of .NET, which is no ISO 8601 duration.
        ["System.TimeSpan"] = () =>
            PropertyDefinition.String().WithPattern(@"^-?([0-9]+\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?$"),
        ["System.Guid"] = () => PropertyDefinition.String().WithFormat("uuid"),
        ["System.Uri"] = () => PropertyDefinition.String().WithFormat("uri"),
        ["System.Version"] = () => PropertyDefinition.String().WithPattern(@"^[0-9]+(\.[0-9]+){1,3}$"),
        ["System.Byte[]"] = Bytes,
        ["System.Object"] = () => PropertyDefinition.Anything,
        ["System.Text.Json.JsonElement"] = () => PropertyDefinition.Anything,
        ["System.Text.Json.JsonDocument"] = () => PropertyDefinition.Anything,
        ["System.Text.Json.Nodes.JsonNode"] = () => PropertyDefinition.Anything,
        ["System.Text.Json.Nodes.JsonValue"] = () => PropertyDefinition.Anything,
        ["System.Text.Json.Nodes.JsonObject"] = () => PropertyDefinition.OfType("object", null),
        ["System.Text.Json.Nodes.JsonArray"] = () => PropertyDefinition.OfType("array", null),
    };

    /// <summary>The schema of a type; null when it is none of these.</summary>
    /// <param name="type">The type, not nullable.</param>
    public static PropertyDefinition? Find(Type type) =>
        type.IsEnum ? OfEnum(type)
        : type.FullName is { } name && Known.TryGetValue(name, out var make) ? make()
        : null;

    // Names joined by commas, of which there are too many to list, for enums of flags.
    private static PropertyDefinition OfEnum(Type type) =>
        type.IsDefined(typeof(FlagsAttribute), inherit: false)
            ? PropertyDefinition.String()
            : PropertyDefinition.Enum([
                .. type.GetFields(BindingFlags.Public | BindingFlags.Static)
                    .Select(field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name)
                    .DefaultIfEmpty(""),
            ]);

    private static PropertyDefinition Bytes() =>
        PropertyDefinition.String() with
        {
            OtherKeywords = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                ["contentEncoding"] = PropertyDefinition.Element("base64"),
            },
        };
}
