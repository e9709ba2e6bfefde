using Chat.Core.Backends;
using Chat.Core.Errors;

namespace Chat.Client.Recording;

/// <summary>An exchange as it goes into a cassette: the payloads as JSON texts, nothing masked yet.</summary>
internal sealed class RecordedExchange
{
    /// <summary>Which member of the backend was called.</summary>
    public required CassetteCall Call { get; init; }

    /// <summary>How it ended.</summary>
    public required CassetteEnd End { get; init; }

    /// <summary>The request; null for <see cref="CassetteCall.Models"/>.</summary>
    public string? Request { get; init; }

    /// <summary>The chunks and when they came.</summary>
    public IReadOnlyList<(TimeSpan At, string Json)> Chunks { get; init; } = [];

    /// <summary>The whole answer, if one came.</summary>
    public string? Answer { get; init; }

    /// <summary>From the request to the first text, when the backend measured it.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The list of models, if one came.</summary>
    public IReadOnlyList<ModelDescription>? Models { get; init; }

    /// <summary>What ended it, if it failed.</summary>
    public ChatException? Failure { get; init; }

    /// <summary>What had come before the failure, if anything had.</summary>
    public string? Partial { get; init; }

    /// <summary>From the request to the end.</summary>
    public TimeSpan Took { get; init; }
}
