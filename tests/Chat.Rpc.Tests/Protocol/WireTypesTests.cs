using System.Reflection;
using System.Text.Json.Serialization;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Protocol;

public sealed class WireTypesTests
{
    [Fact]
    public void Messages_know_wire_types_by_their_converters_alone()
    {
        var wireTypes = typeof(RpcJson)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetProperties())
            .Where(property =>
                property.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType?.Name is { } name
                && (name.StartsWith("Wire", StringComparison.Ordinal) || name == nameof(RequestConverter))
            )
            .Select(property => property.PropertyType)
            .Distinct()
            .ToList();

        Assert.InRange(wireTypes.Count, 5, 50);
        Assert.All(wireTypes, type => Assert.Empty(RpcJson.Of(type).Properties));
    }
}
