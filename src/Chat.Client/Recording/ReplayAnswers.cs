using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;

namespace Chat.Client.Recording;

/// <summary>Gives a recorded exchange in the form that the caller asks for.</summary>
internal static class ReplayAnswers
{
    /// <summary>The whole answer of an exchange that was answered.</summary>
    /// <param name="exchange">The exchange.</param>
    public static ChatCompletion Whole(CassetteExchange exchange) =>
        exchange.Answer
        ?? Gather(exchange, outcome: null) with
        {
            Latency = exchange.Took,
            TimeToFirstToken = exchange.Chunks.FirstOrDefault(chunk => HasText(chunk.Chunk))?.At,
        };

    /// <summary>The chunks of an exchange and when they came; those before the failure when it failed.</summary>
    /// <param name="exchange">The exchange.</param>
    public static IReadOnlyList<CassetteChunk> Chunks(CassetteExchange exchange) =>
        exchange.Answer is { } answer
            ? [new CassetteChunk(exchange.Took, answer.ToChunk() with { ChunkLatency = exchange.Took })]
            : exchange.Chunks;

    /// <summary>What ended an exchange that was not answered. A new one each time: an exception is thrown once.</summary>
    /// <param name="exchange">The exchange.</param>
    public static ChatException Failure(CassetteExchange exchange)
    {
        if (exchange.Failure is not { } failure)
        {
            return new ChatException(
                ChatErrorKind.Incomplete,
                $"The recording of this exchange was cancelled after {exchange.Chunks.Count} chunks.",
                "Cancel where the recording was cancelled, or record the exchange to its end."
            )
            {
                Partial = exchange.Chunks.Count > 0 ? Gather(exchange, CompletionOutcome.Cancelled) : null,
            };
        }

        return new ChatException(failure.Kind, failure.Message, failure.Advice)
        {
            IsRetryable = failure.IsRetryable,
            RetryAfter = failure.RetryAfter,
            HttpStatus = failure.HttpStatus,
            RequestId = failure.RequestId,
            Partial = failure.Partial,
        };
    }

    private static ChatCompletion Gather(CassetteExchange exchange, CompletionOutcome? outcome)
    {
        var gathered = new ChatCompletionAccumulator();
        foreach (var chunk in exchange.Chunks)
        {
            gathered.Add(chunk.Chunk);
        }

        return gathered.ToCompletion(outcome);
    }

    private static bool HasText(ChatCompletionChunk chunk) =>
        chunk.Choices.Any(choice =>
            choice.Delta.Content is { Length: > 0 }
            || choice.Delta.Reasoning is { Length: > 0 }
            || choice.Delta.Refusal is { Length: > 0 }
            || choice.Delta.ToolCalls is { Count: > 0 }
            || choice.Delta.FunctionCall is not null
        );
}
