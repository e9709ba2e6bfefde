using System.Text.Json.Serialization.Metadata;

namespace Chat.Rpc.Protocol;

/// <summary>A notification of the protocol: its name and the JSON of its params. It has no answer.</summary>
/// <typeparam name="TParams">The params.</typeparam>
/// <param name="Name">The name on the wire.</param>
/// <param name="Params">The JSON of the params.</param>
public sealed record RpcNotification<TParams>(string Name, JsonTypeInfo<TParams> Params)
    where TParams : class;
