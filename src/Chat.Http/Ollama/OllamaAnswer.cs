using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Http.Connections;
using Chat.Http.Failures;
using Chat.Http.Resilience;

namespace Chat.Http.Ollama;

/// <summary>Reads a whole answer of Ollama's own API, or the lines of a stream that nobody asked for.</summary>
internal static class OllamaAnswer
{
    // The server has made what came: it is handed out, and not asked for once more unbidden.
    private static readonly RetryAdvice NotAgain = new(After: null, ShouldRetry: false);

    /// <summary>Reads an answer.</summary>
    /// <param name="json">The body: one JSON object or several. Nothing is read past one with <c>done: true</c>.</param>
    /// <param name="peer">The server.</param>
    /// <param name="isCut">True lets an answer pass that does not say that it is done.</param>
    /// <exception cref="JsonException">It is no answer from its first line on.</exception>
    /// <exception cref="ServerFailureException">A line is an error, or the last one does not say that the answer is whole; with what came before.</exception>
    public static ChatCompletion Read(ReadOnlySpan<byte> json, Peer peer, bool isCut = false)
    {
        var lines = OllamaLineReader.ReadAll(json, out var fault);
        if (lines.Count == 0)
        {
            throw fault ?? new JsonException("The answer is empty.");
        }

        var chunks = new OllamaChunks();
        var gathered = new ChatCompletionAccumulator();
        foreach (var line in lines)
        {
            if (line.Extras?.TryGetValue("error", out var error) == true && InBandScan.IsSet(error))
            {
                throw With(gathered, InBand(error, peer), CompletionOutcome.Failed);
            }

            gathered.Add(chunks.Next(line, json));
            if (line.IsDone)
            {
                return gathered.ToCompletion();
            }
        }

        return isCut ? gathered.ToCompletion() : throw With(gathered, Cut(peer, fault), CompletionOutcome.Incomplete);
    }

    private static ServerFailureException With(
        ChatCompletionAccumulator gathered,
        ChatException failure,
        CompletionOutcome outcome
    ) => new(gathered.HasChunks ? failure.WithPartial(gathered.ToCompletion(outcome)) : failure, NotAgain);

    private static ChatException InBand(JsonElement error, Peer peer) =>
        ServerErrors.FromErrorEvent(Encoding.UTF8.GetBytes($"{{\"error\":{error.GetRawText()}}}"), peer);

    private static ChatException Cut(Peer peer, JsonException? fault) =>
        fault is null
            ? new ChatException(
                ChatErrorKind.Incomplete,
                $"{peer.Name} ended the answer before it was whole.",
                "Ask again; if it happens each time, look into the log of the server or of the proxy before it."
            )
            {
                IsRetryable = true,
            }
            : new ChatException(
                ChatErrorKind.Incomplete,
                $"{peer.Name} sent an answer of which a later line is cut or broken.",
                "Ask again; if it happens each time, look into the log of the server or of the proxy before it.",
                fault
            )
            {
                IsRetryable = true,
            };
}
