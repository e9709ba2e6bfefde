using Chat.Core.Backends;
using Chat.Engine.Models;
using Chat.Engine.Scheduling;

namespace Chat.Engine;

/// <summary>What a request of any kind asks of the engine, before its model is loaded.</summary>
internal sealed record EngineWork
{
    /// <summary>The model reference; null for the default model.</summary>
    public required string? Model { get; init; }

    /// <summary>How soon.</summary>
    public required RequestPriority Priority { get; init; }

    /// <summary>How many answers, 1 or more; as many as the plan will say.</summary>
    public int Choices { get; init; } = 1;

    /// <summary>True to end with a chunk that brings the usage.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>What is not done as asked, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Makes the plan for the loaded model; null when there is nothing to compute, and the answer ends without a chunk.</summary>
    public required Func<LoadedModel, GenerationPlan?> Plan { get; init; }
}
