using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Completions;

/// <summary>How a completion ended. A closed list: every stream ends in exactly one of these, and never twice.</summary>
[JsonConverter(typeof(CompletionOutcomeConverter))]
public enum CompletionOutcome
{
    /// <summary>The model ended its turn or met a stop string.</summary>
    Completed,

    /// <summary>A token limit or the context window cut the answer.</summary>
    Length,

    /// <summary>The model asks for tool calls.</summary>
    ToolCalls,

    /// <summary>A filter left content out.</summary>
    Filtered,

    /// <summary>The caller cancelled; what had come is kept.</summary>
    Cancelled,

    /// <summary>The stream was cut before it said why it ended; what had come is kept.</summary>
    Incomplete,

    /// <summary>An error ended it; what had come is kept.</summary>
    Failed,
}
