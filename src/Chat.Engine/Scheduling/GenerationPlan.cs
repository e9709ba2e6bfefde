using Chat.Engine.Answers;
using Chat.Engine.Sampling;

namespace Chat.Engine.Scheduling;

/// <summary>What one request asks of the engine, every default filled in.</summary>
internal sealed record GenerationPlan
{
    /// <summary>The prompt's tokens; at least one.</summary>
    public required int[] Prompt { get; init; }

    /// <summary>How many answers.</summary>
    public required int Choices { get; init; }

    /// <summary>The most tokens of each answer, 1 or more.</summary>
    public required int TokenLimit { get; init; }

    /// <summary>How tokens are chosen.</summary>
    public required SamplingOptions Sampling { get; init; }

    /// <summary>Strings that end an answer.</summary>
    public required IReadOnlyList<string> Stops { get; init; }

    /// <summary>How many likeliest tokens to report at each place; null reports no log probabilities at all.</summary>
    public int? TopLogprobs { get; init; }

    /// <summary>True to go on past end-of-generation tokens.</summary>
    public bool IgnoreEndOfGeneration { get; init; }

    /// <summary>Tokens that end an answer besides the model's own; they are never shown.</summary>
    public IReadOnlyList<int> EndTokens { get; init; } = [];

    /// <summary>What the answers must look like beyond their length; null for free text that is shown as it comes.</summary>
    public AnswerShape? Shape { get; init; }

    /// <summary>What is not done as asked, found while planning, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What else ends the answer; null for nothing. A plan that has it asks for one answer.</summary>
    public IAnswerEnding? Ending { get; init; }

    /// <summary>The tokens that the cache must hold: the prompt once, and each answer.</summary>
    public long CacheTokens => Prompt.Length + ((long)Choices * TokenLimit);
}
