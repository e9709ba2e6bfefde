using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Json;

namespace Chat.Core.Tests.Support;

/// <summary>Reads, writes and compares wire types as JSON.</summary>
internal static class Wire
{
    public static T Read<T>(string json)
        where T : notnull => JsonSerializer.Deserialize(json, Type<T>())!;

    public static string Write<T>(T value)
        where T : notnull => JsonSerializer.Serialize(value, Type<T>());

    /// <summary>Reads and writes back; what comes out must be the same JSON.</summary>
    public static T Survives<T>(string json)
        where T : notnull
    {
        var value = Read<T>(json);
        Same(json, Write(value));
        return value;
    }

    /// <summary>Compares two JSON texts by value; the order of fields does not count, the spelling of numbers does not either.</summary>
    public static void Same(string expected, string actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        Assert.True(
            JsonElement.DeepEquals(left.RootElement, right.RootElement),
            $"expected {expected}\nactual   {actual}"
        );
    }

    public static Dictionary<string, JsonElement> Extras(string json) =>
        JsonDocument
            .Parse(json)
            .RootElement.EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    private static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)ChatJsonContext.Default.GetTypeInfo(typeof(T))!;
}
