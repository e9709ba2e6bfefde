using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;

namespace Chat.Client.Recording;

/// <summary>One recorded exchange.</summary>
public sealed record CassetteExchange
{
    /// <summary>Which member of the backend was called.</summary>
    public required CassetteCall Call { get; init; }

    /// <summary>How it ended.</summary>
    public required CassetteEnd End { get; init; }

    /// <summary>The request as the file has it, a JSON object; undefined for <see cref="CassetteCall.Models"/>.</summary>
    public JsonElement Request { get; init; }

    /// <summary>The chunks that came, in order; empty but for <see cref="CassetteCall.Stream"/>.</summary>
    public IReadOnlyList<CassetteChunk> Chunks { get; init; } = [];

    /// <summary>The whole answer; null but for a <see cref="CassetteCall.Complete"/> that was answered.</summary>
    public ChatCompletion? Answer { get; init; }

    /// <summary>The list of models; null but for a <see cref="CassetteCall.Models"/> that was answered.</summary>
    public IReadOnlyList<ModelDescription>? Models { get; init; }

    /// <summary>What ended it; null but for one that failed.</summary>
    public ChatException? Failure { get; init; }

    /// <summary>From the request to the end.</summary>
    public TimeSpan Took { get; init; }
}
