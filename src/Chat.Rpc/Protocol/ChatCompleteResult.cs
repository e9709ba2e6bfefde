using System.Text.Json.Serialization;
using Chat.Core.Completions;

namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>chat/complete</c>.</summary>
public sealed record ChatCompleteResult
{
    /// <summary>The answer; null when the params asked for chunks only.</summary>
    [JsonConverter(typeof(WireConverter<ChatCompletion>))]
    public ChatCompletion? Completion { get; init; }

    /// <summary>How the answer ended.</summary>
    [JsonConverter(typeof(WireConverter<CompletionOutcome>))]
    public required CompletionOutcome Outcome { get; init; }

    /// <summary>What it cost in time, where the backend measures it.</summary>
    [JsonConverter(typeof(WireConverter<CompletionTimings>))]
    public CompletionTimings? Timings { get; init; }

    /// <summary>What was not done as asked, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
