using System.Net;
using System.Text;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Http.Connections;
using Chat.Http.Failures;

namespace Chat.Http.Batch;

/// <summary>Reads lines of result files. A request that failed is a result like any other; only a line that is none fails the reading.</summary>
/// <param name="peer">The server, for messages.</param>
/// <param name="time">The clock.</param>
internal sealed class BatchResultReader(Peer peer, TimeProvider time)
{
    /// <summary>Reads one line.</summary>
    /// <param name="json">The line.</param>
    /// <param name="isCut">True when the file ended within it.</param>
    /// <exception cref="ChatException">
    /// It is no result: kind <see cref="ChatErrorKind.Protocol"/>, or <see cref="ChatErrorKind.Incomplete"/> when it was cut.
    /// </exception>
    public BatchResult Read(ReadOnlySpan<byte> json, bool isCut)
    {
        BatchResultLine line;
        try
        {
            line =
                JsonSerializer.Deserialize(json, BatchJsonContext.Default.BatchResultLine)
                ?? throw new JsonException("The line is null.");
        }
        catch (JsonException cause)
        {
            throw new ChatException(
                isCut ? ChatErrorKind.Incomplete : ChatErrorKind.Protocol,
                isCut
                    ? $"{peer.Name} ended a file of results before it was whole."
                    : $"{peer.Name} sent a line that is no result of a batch.",
                isCut ? "Read the results again." : "Check that the file is the output or error file of a batch.",
                cause
            )
            {
                IsRetryable = isCut,
            };
        }

        var result = new BatchResult
        {
            CustomId = line.CustomId,
            RequestId = line.Response?.RequestId,
            ExtensionData = line.ExtensionData,
        };
        return line.Response is { StatusCode: 200, Body: { } body } && !IsSet(line.Error)
            ? Answer(result, body)
            : result with
            {
                Error = Failure(line),
            };
    }

    private BatchResult Answer(BatchResult result, JsonElement body)
    {
        try
        {
            var answer =
                body.Deserialize(ChatJsonContext.Default.ChatCompletion)
                ?? throw new JsonException("The answer is null.");
            // Gathered, so that it has an outcome, and ids of tool calls, as every answer has.
            var gathered = new ChatCompletionAccumulator();
            gathered.Add(answer.ToChunk());
            return result with { Completion = gathered.ToCompletion() };
        }
        catch (JsonException cause)
        {
            var failure = ServerErrors.FindInBand(Bytes(body), peer, result.RequestId);
            return result with
            {
                Error =
                    failure
                    ?? new ChatException(
                        ChatErrorKind.Protocol,
                        $"{peer.Name} sent what is no chat completion as the result \"{peer.Clean(result.CustomId, 100)}\".",
                        "Check that the batch was made for chat completions.",
                        cause
                    )
                    {
                        RequestId = result.RequestId,
                    },
            };
        }
        catch (ChatException failure)
        {
            return result with { Error = failure };
        }
    }

    private ChatException Failure(BatchResultLine line)
    {
        if (IsSet(line.Error))
        {
            return NotSent(line.Error!.Value);
        }

        if (line.Response is not { } answer)
        {
            return Incomplete("A request of the batch has neither an answer nor an error.");
        }

        using var response = new HttpResponseMessage((HttpStatusCode)Math.Clamp(answer.StatusCode, 0, 999));
        var body = answer.Body is { } given ? Bytes(given) : [];
        var failure = ServerErrors.From(response, body, peer, time.GetUtcNow()).Failure;
        return new ChatException(failure.Kind, failure.Message, failure.Advice)
        {
            HttpStatus = failure.HttpStatus,
            IsRetryable = failure.IsRetryable,
            RequestId = answer.RequestId,
        };
    }

    // The batch ended before the request's turn came, or the server could not send it.
    private ChatException NotSent(JsonElement error)
    {
        var code =
            error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("code", out var word)
            && word.ValueKind == JsonValueKind.String
                ? word.GetString()
                : null;
        return code switch
        {
            "batch_expired" => Incomplete("The batch expired before the request was answered."),
            "batch_cancelled" => new ChatException(
                ChatErrorKind.Cancelled,
                "The batch was cancelled before the request was answered.",
                "Send it in another batch."
            ),
            _ => ServerErrors.FromErrorEvent(Bytes(error), peer),
        };
    }

    private static ChatException Incomplete(string message) =>
        new(ChatErrorKind.Incomplete, message, "Send it in another batch.") { IsRetryable = true };

    private static bool IsSet(JsonElement? error) =>
        error is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };

    private static byte[] Bytes(JsonElement value) => Encoding.UTF8.GetBytes(value.GetRawText());
}
