using Chat.Core.Errors;
using Chat.Http.Connections;

namespace Chat.Http.Batch;

/// <summary>Why a request of a batch has no result.</summary>
internal static class BatchFailures
{
    /// <summary>The failure of a request of which no result file tells.</summary>
    /// <param name="batch">The batch; done.</param>
    /// <param name="peer">The server, for messages.</param>
    public static ChatException Missing(ChatBatch batch, Peer peer)
    {
        if (batch.Status == BatchStatus.Failed)
        {
            var error = batch.Errors?.Data is { Count: > 0 } errors ? errors[0] : null;
            var line = error?.Line is { } at ? $" at line {at}" : "";
            var said = error?.Message is { } text ? $": \"{peer.Clean(text)}\"" : "";
            return new ChatException(
                ChatErrorKind.InvalidRequest,
                $"{peer.Name} refused the batch{line}{said}.",
                "Correct the requests as the server says, and send another batch."
            );
        }

        if (batch.Status == BatchStatus.Cancelled)
        {
            return new ChatException(
                ChatErrorKind.Cancelled,
                "The batch was cancelled before the request was answered.",
                "Send it in another batch."
            );
        }

        var why =
            batch.Status == BatchStatus.Expired
                ? "expired before the request was answered"
                : "holds no result of the request";
        return new ChatException(ChatErrorKind.Incomplete, $"The batch {why}.", "Send it in another batch.")
        {
            IsRetryable = true,
        };
    }
}
