using System.Text.Json.Serialization.Metadata;

namespace Chat.Rpc.Protocol;

/// <summary>A notification of the protocol: its name and the JSON of its params. It has no answer.</summary>
/// <typeparam name="TParams">The params; a type of the protocol.</typeparam>
/// <param name="Name">The name on the wire.</param>
public sealed record RpcNotification<TParams>(string Name)
    where TParams : class
{
    /// <summary>The JSON of the params. Made when first asked for: that of all notifications would slow every start.</summary>
    public JsonTypeInfo<TParams> Params => field ??= RpcJson.Of<TParams>();
}
