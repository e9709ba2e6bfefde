using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Json;

namespace Chat.Rpc.Protocol;

/// <summary>
/// The JSON of the protocol: the messages by <see cref="RpcJsonContext"/>, and the wire types within them by <see cref="WireTypes"/> and
/// <see cref="ChatJsonContext"/>, which alone sees what is internal to them.
/// </summary>
public static class RpcJson
{
    private static readonly JsonSerializerOptions Options = new(RpcJsonContext.Default.Options)
    {
        // A writer says it for itself. Said here it spares making the framework's own.
        Encoder = ChatJson.Encoder,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(
            new WireTypes(),
            ChatJsonContext.Default,
            RpcJsonContext.Default
        ),
    };

    /// <summary>The JSON of a type of the protocol.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <exception cref="NotSupportedException">The type is not part of the protocol.</exception>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Of(typeof(T));

    /// <summary>The JSON of a type of the protocol.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="NotSupportedException">The type is not part of the protocol.</exception>
    internal static JsonTypeInfo Of(Type type) => Options.GetTypeInfo(type);
}
