using Chat.Client.Recording;
using Chat.Core.Requests;
using Chat.Daemon.LocalEngine;

namespace Chat.Daemon.Ask;

/// <summary>What one <c>ask</c> is to do, all of it checked.</summary>
internal sealed record AskPlan
{
    /// <summary>The request.</summary>
    public required ChatCompletionRequest Request { get; init; }

    /// <summary>How the answer is shown.</summary>
    public required AskFormat Format { get; init; }

    /// <summary>How the engine runs.</summary>
    public required EngineChoices Engine { get; init; }

    /// <summary>True shows text as it comes, and not at the end.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>True shows figures after the answer.</summary>
    public bool ShowStatistics { get; init; }

    /// <summary>True keeps warnings and progress to itself.</summary>
    public bool Quiet { get; init; }

    /// <summary>True refuses a field that would change nothing.</summary>
    public bool Strict { get; init; }

    /// <summary>The cassette to record into; null for none.</summary>
    public string? Record { get; init; }

    /// <summary>The cassette to answer from; null to ask the model.</summary>
    public string? Replay { get; init; }

    /// <summary>When a replayed answer comes.</summary>
    public ReplayTiming ReplayTiming { get; init; }

    /// <summary>True shows reasoning on standard error.</summary>
    public bool ShowReasoning { get; init; }

    /// <summary>The time for the whole answer, the load included; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
