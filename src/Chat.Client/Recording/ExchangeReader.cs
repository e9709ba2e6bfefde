using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Json;

namespace Chat.Client.Recording;

/// <summary>Reads one exchange of a cassette file.</summary>
internal static class ExchangeReader
{
    /// <summary>The most models in one list.</summary>
    private const int MaxModels = 100_000;

    /// <summary>The largest size in bytes: the largest whole number that every reader of JSON takes exactly.</summary>
    public const long MaxSize = (1L << 53) - 1;

    private const string Repair = "Write it, or take the exchange out.";

    private static readonly ChatJsonContext Wire = new(
        new JsonSerializerOptions(ChatJsonContext.Default.Options)
        {
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        }
    );

    /// <summary>Reads an exchange.</summary>
    /// <param name="value">Where it stands.</param>
    /// <exception cref="ChatException">Something in it is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static CassetteExchange Read(CassetteValue value)
    {
        var members = value.Members(
            CassetteKeys.Call,
            CassetteKeys.Request,
            CassetteKeys.Chunks,
            CassetteKeys.Answer,
            CassetteKeys.Models,
            CassetteKeys.End,
            CassetteKeys.Failure,
            CassetteKeys.FirstToken,
            CassetteKeys.Took
        );
        var call = Need(value, members, CassetteKeys.Call).Word<CassetteCall>();
        var failure = members.TryGetValue(CassetteKeys.Failure, out var fault) ? ReadFailure(fault) : null;
        var end = members.TryGetValue(CassetteKeys.End, out var word) ? word.Word<CassetteEnd>() : EndBy(failure);
        if (end == CassetteEnd.Failed != failure is not null)
        {
            throw value.Fault("must have a failure when its end is failed, and none else", Repair);
        }

        var times = members.TryGetValue(CassetteKeys.Chunks, out var chunks) ? ReadChunks(chunks) : [];
        var took = members.TryGetValue(CassetteKeys.Took, out var time) ? time.Milliseconds() : LastOf(times);
        var exchange = new CassetteExchange
        {
            Call = call,
            End = end,
            Request = call == CassetteCall.Models ? default : ReadRequest(Need(value, members, CassetteKeys.Request)),
            Chunks = Timed(times, end),
            Took = took,
            Failure = failure,
        };
        return end == CassetteEnd.Answered ? WithAnswer(exchange, value, members) : exchange;
    }

    private static CassetteEnd EndBy(ChatException? failure) =>
        failure is null ? CassetteEnd.Answered : CassetteEnd.Failed;

    private static CassetteExchange WithAnswer(
        CassetteExchange exchange,
        CassetteValue value,
        Dictionary<string, CassetteValue> members
    )
    {
        switch (exchange.Call)
        {
            case CassetteCall.Complete:
                return exchange with
                {
                    Answer = Need(value, members, CassetteKeys.Answer).Payload(Wire.ChatCompletion) with
                    {
                        Latency = exchange.Took,
                        TimeToFirstToken = members.TryGetValue(CassetteKeys.FirstToken, out var first)
                            ? first.Milliseconds()
                            : null,
                    },
                };
            case CassetteCall.Models:
                return exchange with { Models = ReadModels(Need(value, members, CassetteKeys.Models)) };
            default:
                return exchange.Chunks.Count > 0
                    ? exchange
                    : throw value.Fault("must have chunks when it was answered", Repair);
        }
    }

    private static JsonElement ReadRequest(CassetteValue value) =>
        value.Json.ValueKind == JsonValueKind.Object ? value.Json.Clone() : throw value.Expected("an object in braces");

    private static List<CassetteChunk> ReadChunks(CassetteValue value)
    {
        List<CassetteChunk> chunks = [];
        foreach (var item in value.Items(Cassette.MaxChunks))
        {
            var members = item.Members(CassetteKeys.At, CassetteKeys.Chunk);
            var at = members.TryGetValue(CassetteKeys.At, out var time) ? time.Milliseconds() : LastOf(chunks);
            if (at < LastOf(chunks))
            {
                throw time!.Fault("is before the chunk above it", "Correct the time.");
            }

            var chunk = Need(item, members, CassetteKeys.Chunk).Payload(Wire.ChatCompletionChunk);
            chunks.Add(new CassetteChunk(at, chunk with { TotalLatency = at, ChunkLatency = at - LastOf(chunks) }));
        }

        return chunks;
    }

    private static List<CassetteChunk> Timed(List<CassetteChunk> chunks, CassetteEnd end)
    {
        if (chunks.Count > 0 && end == CassetteEnd.Answered)
        {
            chunks[^1] = chunks[^1] with { Chunk = chunks[^1].Chunk with { IsLastChunk = true } };
        }

        return chunks;
    }

    private static TimeSpan LastOf(List<CassetteChunk> chunks) => chunks.Count > 0 ? chunks[^1].At : TimeSpan.Zero;

    private static List<ModelDescription> ReadModels(CassetteValue value) =>
        [.. value.Items(MaxModels).Select(ReadModel)];

    private static ModelDescription ReadModel(CassetteValue value)
    {
        var members = value.Members(
            CassetteKeys.Id,
            CassetteKeys.Name,
            CassetteKeys.ContextLength,
            CassetteKeys.SizeBytes,
            CassetteKeys.Loaded
        );
        return new ModelDescription
        {
            Id = Need(value, members, CassetteKeys.Id).Text(),
            Name = Need(value, members, CassetteKeys.Name).Text(),
            ContextLength = members.TryGetValue(CassetteKeys.ContextLength, out var length)
                ? (int)length.Count(int.MaxValue)
                : null,
            SizeBytes = members.TryGetValue(CassetteKeys.SizeBytes, out var size) ? size.Count(MaxSize) : null,
            Loaded = members.TryGetValue(CassetteKeys.Loaded, out var loaded) && loaded.Flag(),
        };
    }

    private static ChatException ReadFailure(CassetteValue value)
    {
        var members = value.Members(
            CassetteKeys.Kind,
            CassetteKeys.Message,
            CassetteKeys.Advice,
            CassetteKeys.Retryable,
            CassetteKeys.Status,
            CassetteKeys.RequestId,
            CassetteKeys.Partial
        );
        var name = Need(value, members, CassetteKeys.Kind);
        if (!ChatErrorKinds.TryParse(name.Text(), out var kind))
        {
            throw name.Expected("a kind of error, such as rateLimited");
        }

        return new ChatException(
            kind,
            Need(value, members, CassetteKeys.Message).Text(),
            Need(value, members, CassetteKeys.Advice).Text()
        )
        {
            IsRetryable = members.TryGetValue(CassetteKeys.Retryable, out var retryable) && retryable.Flag(),
            HttpStatus = members.TryGetValue(CassetteKeys.Status, out var status) ? (int)status.Count(999) : null,
            RequestId = members.TryGetValue(CassetteKeys.RequestId, out var id) ? id.Text() : null,
            Partial = members.TryGetValue(CassetteKeys.Partial, out var partial)
                ? partial.Payload(Wire.ChatCompletion)
                : null,
        };
    }

    private static CassetteValue Need(CassetteValue value, Dictionary<string, CassetteValue> members, string key) =>
        members.TryGetValue(key, out var member) ? member : throw value.Fault($"has no {key}", Repair);
}
