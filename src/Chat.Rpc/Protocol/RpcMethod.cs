using System.Text.Json.Serialization.Metadata;

namespace Chat.Rpc.Protocol;

/// <summary>A request of the protocol: its name and the JSON of its params and result.</summary>
/// <typeparam name="TParams">The params; a type of the protocol.</typeparam>
/// <typeparam name="TResult">The result; a type of the protocol.</typeparam>
/// <param name="Name">The name on the wire.</param>
public sealed record RpcMethod<TParams, TResult>(string Name)
    where TParams : class
    where TResult : class
{
    /// <summary>The JSON of the params. Made when first asked for: that of all methods would cost every start a tenth of a second.</summary>
    public JsonTypeInfo<TParams> Params => field ??= RpcJson.Of<TParams>();

    /// <summary>The JSON of the result. Made when first asked for.</summary>
    public JsonTypeInfo<TResult> Result => field ??= RpcJson.Of<TResult>();
}
