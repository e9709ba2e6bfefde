using Chat.Core.Completions;

namespace Chat.Conformance.Tests.Backends;

/// <summary>
/// What every backend promises, whatever answers behind it: one class for each backend derives from this one. The answers are compared with one
/// another, since a real model's words cannot be told beforehand; <see cref="ToldBackendConformance"/> adds what needs a model whose words can.
/// </summary>
public abstract partial class BackendConformance
{
    /// <summary>Makes a target for one test.</summary>
    private protected abstract Task<ConformanceTarget> StartAsync();

    /// <summary>Makes a target that a test may dispose of, with nothing else behind its backend.</summary>
    private protected virtual Task<ConformanceTarget> StartAloneAsync() => StartAsync();

    /// <summary>The outcome that a finish reason of the table in contracts gives.</summary>
    private static CompletionOutcome OutcomeOf(string? reason) =>
        reason switch
        {
            "stop" => CompletionOutcome.Completed,
            "length" => CompletionOutcome.Length,
            "tool_calls" => CompletionOutcome.ToolCalls,
            "content_filter" => CompletionOutcome.Filtered,
            _ => CompletionOutcome.Incomplete,
        };
}
