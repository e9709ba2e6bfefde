namespace Chat.Core.Completions;

/// <summary>Reads the open vocabulary of finish reasons into the closed list of outcomes.</summary>
public static class FinishReasonOutcomes
{
    /// <summary>The outcome that a finish reason means.</summary>
    /// <param name="reason">The reason; null when the stream ended without one.</param>
    /// <returns>
    /// <see cref="CompletionOutcome.Incomplete"/> for null; <see cref="CompletionOutcome.Failed"/> for the words by which servers end
    /// a broken answer (Mistral <c>error</c>, vLLM <c>abort</c>, DeepSeek <c>insufficient_system_resource</c>);
    /// <see cref="CompletionOutcome.Completed"/> for a word not known.
    /// </returns>
    public static CompletionOutcome ToOutcome(FinishReason? reason) =>
        reason?.Value switch
        {
            null => CompletionOutcome.Incomplete,
            "length" or "model_length" => CompletionOutcome.Length,
            "tool_calls" or "function_call" => CompletionOutcome.ToolCalls,
            "content_filter" => CompletionOutcome.Filtered,
            "error" or "abort" or "insufficient_system_resource" => CompletionOutcome.Failed,
            _ => CompletionOutcome.Completed,
        };
}
