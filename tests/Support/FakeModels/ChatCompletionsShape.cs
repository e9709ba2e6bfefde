using System.Collections.Frozen;

namespace Chat.Testing.FakeModels;

/// <summary>In what the servers of the chat completions family differ on the wire.</summary>
internal sealed record ChatCompletionsShape
{
    /// <summary>What stands before the JSON of an event.</summary>
    public string DataPrefix { get; init; } = "data: ";

    /// <summary>What stands before the last event.</summary>
    public string BeforeDone { get; init; } = "";

    /// <summary>The field of the reasoning; null: a part of the content.</summary>
    public string? ReasoningField { get; init; } = "reasoning_content";

    /// <summary>True: role and a name of null in every delta.</summary>
    public bool RoleEachTime { get; init; }

    /// <summary>True: usage always, in the chunk of the finish reason. False: when asked for, in a chunk of its own.</summary>
    public bool UsageInFinishChunk { get; init; }

    /// <summary>True: filter reports.</summary>
    public bool HasFilterReports { get; init; }

    /// <summary>True: deployments in the path, <c>api-version</c> and <c>api-key</c>.</summary>
    public bool IsAzure { get; init; }

    /// <summary>True: <c>stop_reason</c> on the choice.</summary>
    public bool HasStopReason { get; init; }

    /// <summary>True: arguments come whole and without an index.</summary>
    public bool WholeToolCalls { get; init; }

    /// <summary>The fingerprint; null for none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>True: the fingerprint is on the last chunk only.</summary>
    public bool FingerprintOnLastOnly { get; init; }

    /// <summary>The model's name in every answer; null for the one asked for.</summary>
    public string? ModelName { get; init; }

    /// <summary>True: several choices, stop strings, tools and formats are accepted and not honoured, and any model name will do.</summary>
    public bool IgnoresMuch { get; init; }

    /// <summary>True: one choice only, however many were asked for.</summary>
    public bool OneChoice { get; init; }

    /// <summary>True: errors are <c>{"object":"error",…}</c>.</summary>
    public bool ObjectErrors { get; init; }

    /// <summary>True: <c>[DONE]</c> follows even on an error.</summary>
    public bool DoneBehindErrors { get; init; }

    /// <summary>The request's fields that are known, where others are refused; null where they are let through.</summary>
    public FrozenSet<string>? KnownFields { get; init; }
}
