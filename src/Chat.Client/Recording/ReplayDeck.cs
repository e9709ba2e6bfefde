using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Client.Recording;

/// <summary>Deals the exchanges of a cassette out to requests. Safe for use by several threads at once.</summary>
/// <param name="cassette">The cassette.</param>
/// <param name="options">What counts, and whether exchanges answer again.</param>
internal sealed class ReplayDeck(Cassette cassette, ReplayOptions options)
{
    /// <summary>How many differences a message tells.</summary>
    private const int MaxTold = 8;

    private readonly Lock _gate = new();
    private readonly RequestComparison _comparison = new(options);
    private readonly bool[] _isUsed = new bool[cassette.Exchanges.Count];

    /// <summary>
    /// Takes the first exchange not used yet whose request is equal: one of the same call if there is one, else one of the other call.
    /// </summary>
    /// <param name="call">Whether a whole answer or chunks are asked for.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="ChatException">
    /// There is none: kind <see cref="ChatErrorKind.NotFound"/>, with where the nearest recorded request differs.
    /// </exception>
    public CassetteExchange Take(CassetteCall call, ChatCompletionRequest request)
    {
        var asked = _comparison.Prepare(Written(request));
        List<int> equal = [];
        (int Index, IReadOnlyList<RequestDifference> Differences)? nearest = null;
        for (var index = 0; index < cassette.Exchanges.Count; index++)
        {
            if (cassette.Exchanges[index].Call == CassetteCall.Models)
            {
                continue;
            }

            var differences = _comparison.Compare(cassette.Exchanges[index].Request, asked);
            if (differences.Count == 0)
            {
                equal.Add(index);
            }
            else if (nearest is null || differences.Count < nearest.Value.Differences.Count)
            {
                nearest = (index, differences);
            }
        }

        return equal.Count > 0 ? Deal(equal, call)
            : nearest is { } near ? throw NotFound(near.Index, near.Differences)
            : throw new ChatException(
                ChatErrorKind.NotFound,
                "The cassette has no recorded request.",
                "Record one first."
            );
    }

    /// <summary>Takes the next list of models; the last one answers again and again.</summary>
    /// <exception cref="ChatException">There is none: kind <see cref="ChatErrorKind.NotFound"/>.</exception>
    public CassetteExchange TakeModels()
    {
        List<int> lists =
        [
            .. Enumerable
                .Range(0, cassette.Exchanges.Count)
                .Where(index => cassette.Exchanges[index].Call == CassetteCall.Models),
        ];
        lock (_gate)
        {
            return lists.Count > 0
                ? Use(lists.FindIndex(index => !_isUsed[index]) is >= 0 and var next ? lists[next] : lists[^1])
                : throw new ChatException(
                    ChatErrorKind.NotFound,
                    "The cassette has no list of models.",
                    "Record one by listing the models of the recorded backend."
                );
        }
    }

    private CassetteExchange Deal(List<int> equal, CassetteCall call)
    {
        lock (_gate)
        {
            var free = equal.FindAll(index => !_isUsed[index]);
            var same = free.FindIndex(index => Is(index, call));
            if (free.Count > 0)
            {
                return Use(free[Math.Max(same, 0)]);
            }

            if (!options.Reuse)
            {
                throw new ChatException(
                    ChatErrorKind.NotFound,
                    equal.Count == 1
                        ? "The one recorded answer to this request is used up."
                        : $"All {equal.Count} recorded answers to this request are used up.",
                    "Record the request as often as it is made."
                );
            }

            var last = equal.FindLastIndex(index => Is(index, call));
            return Use(equal[last < 0 ? ^1 : last]);
        }
    }

    private bool Is(int index, CassetteCall call) => cassette.Exchanges[index].Call == call;

    private CassetteExchange Use(int index)
    {
        _isUsed[index] = true;
        return cassette.Exchanges[index];
    }

    private static string Written(ChatCompletionRequest request)
    {
        try
        {
            return ChatJson.Write(request);
        }
        // Half a surrogate pair; a number that is not finite; a field of no value at all.
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The request cannot be written as JSON.",
                "Give finite numbers, whole characters and at most 64 levels of nesting.",
                error
            );
        }
    }

    private static ChatException NotFound(int index, IReadOnlyList<RequestDifference> differences)
    {
        var more = differences.Count > MaxTold ? $"; and {differences.Count - MaxTold} more" : "";
        return new ChatException(
            ChatErrorKind.NotFound,
            $"The cassette has no such request; the nearest, exchanges[{index}], differs: "
                + $"{string.Join("; ", differences.Take(MaxTold))}{more}.",
            "Record this request too, or ask as it was recorded."
        );
    }
}
