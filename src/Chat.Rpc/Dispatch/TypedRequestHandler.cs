using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>Answers one method.</summary>
/// <typeparam name="TParams">The params.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
/// <param name="method">The method.</param>
/// <param name="handle">Makes the result.</param>
internal sealed class TypedRequestHandler<TParams, TResult>(
    RpcMethod<TParams, TResult> method,
    Func<TParams, RpcCall, CancellationToken, Task<TResult>> handle
) : RequestHandler
    where TParams : class
    where TResult : class
{
    /// <inheritdoc/>
    public override RpcError? Read(
        ReadOnlySpan<byte> json,
        out Func<RpcCall, CancellationToken, Task<MessageBuffer>>? answer
    )
    {
        var fault = ParamsReader.Read(json, method.Params, out var fields);
        answer = fault is null ? (call, cancellation) => AnswerAsync(fields!, call, cancellation) : null;
        return fault;
    }

    private async Task<MessageBuffer> AnswerAsync(TParams fields, RpcCall call, CancellationToken cancellationToken)
    {
        var result = await handle(fields, call, cancellationToken).ConfigureAwait(false);
        return MessageWriter.Result(call.Id, result, method.Result);
    }
}
