using System.Text.Json.Serialization.Metadata;

namespace Chat.Rpc.Protocol;

/// <summary>A request of the protocol: its name and the JSON of its params and result.</summary>
/// <typeparam name="TParams">The params.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
/// <param name="Name">The name on the wire.</param>
/// <param name="Params">The JSON of the params.</param>
/// <param name="Result">The JSON of the result.</param>
public sealed record RpcMethod<TParams, TResult>(
    string Name,
    JsonTypeInfo<TParams> Params,
    JsonTypeInfo<TResult> Result
)
    where TParams : class
    where TResult : class;
