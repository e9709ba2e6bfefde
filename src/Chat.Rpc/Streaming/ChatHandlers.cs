using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Streaming;

/// <summary>Answers <c>chat/complete</c> from a backend.</summary>
public static class ChatHandlers
{
    /// <summary>Answers <c>chat/complete</c>: in one piece, or in chunks as fast as the caller reads them.</summary>
    /// <param name="handlers">The table.</param>
    /// <param name="choose">Finds the backend of a request, and heeds its model, priority and limits; the backend is not disposed of.</param>
    /// <returns>The table.</returns>
    public static RpcHandlers OnChatComplete(
        this RpcHandlers handlers,
        Func<ChatCompleteParams, RpcCall, CancellationToken, ValueTask<IChatBackend>> choose
    )
    {
        ArgumentNullException.ThrowIfNull(handlers);
        ArgumentNullException.ThrowIfNull(choose);
        return handlers.OnRequest(
            RpcMethods.ChatComplete,
            async (fields, call, cancellationToken) =>
            {
                // Opened first: a wrong name or window is told before any work is done.
                var stream = fields.Stream is { } id ? call.OpenStream(id, fields.Window) : null;
                var backend = await choose(fields, call, cancellationToken).ConfigureAwait(false);
                var completion = stream is null
                    ? await backend.CompleteAsync(fields.Request, cancellationToken).ConfigureAwait(false)
                    : await StreamAsync(backend, fields, stream, cancellationToken).ConfigureAwait(false);
                return new ChatCompleteResult
                {
                    Completion = fields.ChunksOnly ? null : completion,
                    Outcome = completion.Outcome ?? CompletionOutcome.Completed,
                    Timings = completion.Timings,
                    Warnings = completion.Warnings ?? [],
                };
            }
        );
    }

    private static async Task<ChatCompletion> StreamAsync(
        IChatBackend backend,
        ChatCompleteParams fields,
        ChunkSender stream,
        CancellationToken cancellationToken
    )
    {
        var answer = new ChatCompletionAccumulator();
        await foreach (var chunk in backend.StreamAsync(fields.Request, cancellationToken).ConfigureAwait(false))
        {
            answer.Add(chunk);
            await stream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
        }

        return answer.ToCompletion();
    }
}
