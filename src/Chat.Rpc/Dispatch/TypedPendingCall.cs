using System.Text.Json.Serialization.Metadata;
using Chat.Core.Errors;

namespace Chat.Rpc.Dispatch;

/// <summary>A request of ours that waits for a result of one type.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="type">Its JSON.</param>
internal sealed class TypedPendingCall<T>(JsonTypeInfo<T> type) : PendingCall
    where T : class
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The result, or the failure.</summary>
    public Task<T> Answer => _answer.Task;

    /// <inheritdoc/>
    public override void Complete(ReadOnlySpan<byte> json)
    {
        // A result of null is what LSP has for "nothing to say", as of shutdown.
        var fault = ParamsReader.Read(json, type, out var value);
        if (fault is null)
        {
            _answer.TrySetResult(value!);
            return;
        }

        Fail(
            new ChatException(
                ChatErrorKind.Protocol,
                $"The answer to {Method} does not fit: {fault.Data?.Field?.Replace("params", "result", StringComparison.Ordinal)} is wrong or missing.",
                "Use programs of the same version at both ends."
            )
        );
    }

    /// <inheritdoc/>
    public override void Fail(ChatException failure) => _answer.TrySetException(failure);
}
