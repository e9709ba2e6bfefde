using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Rpc.Protocol;

/// <summary>Reads and writes a closed list by the names of its members in camel case; numbers are refused.</summary>
/// <typeparam name="T">The list.</typeparam>
public sealed class CamelCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
