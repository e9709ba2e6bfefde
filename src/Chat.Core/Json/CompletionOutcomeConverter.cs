using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Completions;

namespace Chat.Core.Json;

/// <summary>Writes an outcome in snake case, such as <c>tool_calls</c>, and reads it back.</summary>
public sealed class CompletionOutcomeConverter()
    : JsonStringEnumConverter<CompletionOutcome>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
